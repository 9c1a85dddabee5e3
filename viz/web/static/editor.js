// Start the SPARQL editor on our endpoint, with the query of the address bar or the first example.
"use strict";
(() => {
  const place = document.getElementById("editor");
  const examples = JSON.parse(document.getElementById("examples").textContent);
  const given = new URLSearchParams(location.search).get("query");
  const endpoint = new URL(place.dataset.endpoint, location.href).href;
  const yasgui = new Yasgui(place, {
    requestConfig: { endpoint },
    copyEndpointOnNewTab: true,
    persistenceId: null,
    yasqe: { value: given || examples[0].query },
  });
  if (given) yasgui.getTab().setQuery(given);
})();

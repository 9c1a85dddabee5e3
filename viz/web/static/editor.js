// Start the SPARQL editor on our endpoint, with the query of the address bar or a first one.
"use strict";
(() => {
  const FIRST = `PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>

SELECT ?name (COUNT(?paper) AS ?papers) {
  ?paper schema:author ?person .
  ?person rdfs:label ?name
} GROUP BY ?person ?name ORDER BY DESC(?papers) LIMIT 20
`;
  const place = document.getElementById("editor");
  const examples = JSON.parse(document.getElementById("examples").textContent);
  const given = new URLSearchParams(location.search).get("query");
  const endpoint = new URL(place.dataset.endpoint, location.href).href;
  const yasgui = new Yasgui(place, {
    requestConfig: { endpoint },
    copyEndpointOnNewTab: true,
    persistenceId: null,
    yasqe: { value: given || FIRST },
  });
  const choice = document.getElementById("example");
  choice.append(...examples.map(({ name }, number) => new Option(name, String(number))));
  choice.addEventListener("change", () => {
    if (choice.value) yasgui.getTab().setQuery(examples[Number(choice.value)].query);
  });
  // What the editor leaves without a name for screen readers gets one, in later tabs too.
  function name() {
    place.querySelectorAll(".CodeMirror textarea").forEach((each) => each.setAttribute("aria-label", "SPARQL query"));
    place.querySelectorAll("input.autocomplete").forEach((each) => each.setAttribute("aria-label", "Endpoint"));
    place.querySelectorAll(".tabsList .addTab").forEach((each) => each.setAttribute("role", "tab"));
  }
  name();
  new MutationObserver(name).observe(place, { childList: true, subtree: true });
  if (given) yasgui.getTab().setQuery(given);
})();

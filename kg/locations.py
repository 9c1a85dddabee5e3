"""Whether a phrase is a location: countries, states and the cities where research is done. Plain world facts.

Takes a phrase without commas ("Cambridge", "UK", "Remote"); gives yes or no.
"""

from __future__ import annotations

import re

_COUNTRIES = """
Afghanistan|Albania|Algeria|Argentina|Armenia|Australia|Austria|Azerbaijan|Bangladesh|Belarus|Belgium|Bolivia|
Bosnia|Botswana|Brazil|Brasil|Bulgaria|Cameroon|Canada|Chile|China|PR China|P.R. China|Colombia|Costa Rica|Croatia|
Cuba|Cyprus|Czech Republic|Czechia|Denmark|Ecuador|Egypt|Estonia|Ethiopia|Finland|France|Georgia|Germany|
Deutschland|Ghana|Greece|Guatemala|Hong Kong|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Italia|
Japan|Jordan|Kazakhstan|Kenya|Korea|South Korea|Republic of Korea|Kuwait|Latvia|Lebanon|Lithuania|Luxembourg|Macau|
Macao|Malaysia|Malta|Mexico|México|Moldova|Monaco|Mongolia|Morocco|Nepal|Netherlands|The Netherlands|New Zealand|
Nigeria|Norway|Oman|Pakistan|Palestine|Panama|Paraguay|Peru|Perú|Philippines|Poland|Portugal|Puerto Rico|Qatar|
Romania|Russia|Rwanda|Saudi Arabia|KSA|Senegal|Serbia|Singapore|Slovakia|Slovenia|South Africa|Spain|España|
Sri Lanka|Sweden|Switzerland|Syria|Taiwan|Tanzania|Thailand|Tunisia|Turkey|Türkiye|Uganda|Ukraine|
United Arab Emirates|UAE|United Kingdom|UK|U.K.|England|Scotland|Wales|Northern Ireland|United States|
United States of America|USA|U.S.A.|US|U.S.|Uruguay|Uzbekistan|Venezuela|Vietnam|Zambia|Zimbabwe|Remote|Online|
Virtual|中国|日本|台湾|香港|한국|EU|Europe|Asia
"""
_STATES = """
Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|
Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|
Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|
Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|West Virginia|Wisconsin|Wyoming|
Washington D.C.|Washington DC|Washington, DC|District of Columbia|D.C.|DC|Ontario|Quebec|Québec|British Columbia|
Alberta|Nova Scotia|Manitoba|Saskatchewan|New South Wales|NSW|Victoria|Queensland|Western Australia|Bavaria|Bayern|
Saxony|Hessen|Catalonia|Andalusia|Guangdong|Zhejiang|Jiangsu|Sichuan|Hubei|Hunan|Shandong|Shaanxi|Fujian|Anhui|
Henan|Liaoning|Heilongjiang|Jilin|Karnataka|Maharashtra|Tamil Nadu|Telangana|Kerala|West Bengal|Uttar Pradesh|
São Paulo State|Bay Area|Silicon Valley
"""
_CODES = """
AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|
RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|ON|QC|BC|AB|NS|NYC|SP|RJ|MG|DF|RS|UK|US|USA|CH|DE|FR|IT|ES|NL|JP|CN|HK|SG|IN|BR
"""
_CITIES = """
Aachen|Aalborg|Aarhus|Aberdeen|Abu Dhabi|Accra|Adelaide|Ahmedabad|Albany|Alicante|Albuquerque|Alexandria|Amherst|
Amman|Amsterdam|Ankara|Ann Arbor|Antwerp|Arlington|Armonk|Athens|Atlanta|Auckland|Augsburg|Austin|Baltimore|
Bangalore|Bengaluru|Bangkok|Barcelona|Bari|Basel|Bath|Bay Area|Beer Sheva|Beijing|Beirut|Belfast|Belgrade|Bellevue|
Belo Horizonte|Belém|Bergen|Bergamo|Berkeley|Berlin|Bern|Besançon|Bethesda|Bhubaneswar|Bielefeld|Bilbao|Birmingham|
Blacksburg|Bloomington|Bochum|Bogotá|Bogota|Bologna|Bonn|Bordeaux|Boston|Boulder|Brasília|Braga|Bratislava|Bremen|
Brisbane|Bristol|Brno|Brooklyn|Brussels|Bucharest|Budapest|Buenos Aires|Buffalo|Burlington|Busan|Cairo|Calgary|
Cambridge|Campinas|Canberra|Cape Town|Caracas|Cardiff|Catania|Chandigarh|Changchun|Changsha|Chapel Hill|Charlotte|
Charlottesville|Chengdu|Chennai|Chicago|Chongqing|Cincinnati|Cleveland|Coimbra|College Park|Cologne|Köln|
Colorado Springs|Columbia|Columbus|Concepción|Copenhagen|Corvallis|Cracow|Kraków|Cupertino|Curitiba|Daejeon|Daegu|
Dalian|Dallas|Darmstadt|Davis|Dearborn|Delft|Delhi|New Delhi|Denver|Detroit|Dhaka|Dortmund|Dresden|Dubai|Dublin|
Durham|Düsseldorf|Edinburgh|Edmonton|Eindhoven|Enschede|Erlangen|Espoo|Essen|Evanston|Exeter|Fairfax|Florence|
Firenze|Florianópolis|Fortaleza|Frankfurt|Freiburg|Fukuoka|Fuzhou|Gainesville|Galway|Gdańsk|Geneva|Genève|Genoa|
Genova|Ghent|Gent|Glasgow|Gothenburg|Göteborg|Göttingen|Granada|Graz|Grenoble|Groningen|Guadalajara|Guangzhou|
Guwahati|Gwangju|Gyeonggi|Haifa|Halifax|Hamburg|Hamilton|Hangzhou|Hanoi|Hanover|Hannover|Harbin|Hefei|Heidelberg|
Helsinki|Herzliya|Hiroshima|Ho Chi Minh City|Hoboken|Houston|Hsinchu|Huntsville|Hyderabad|Indianapolis|Innsbruck|
Iowa City|Irvine|Islamabad|Istanbul|Ithaca|Jakarta|Jena|Jerusalem|Jinan|Johannesburg|Kaiserslautern|Kanpur|Karachi|
Karlsruhe|Kathmandu|Kharagpur|Kiel|Kobe|Kolkata|Konstanz|Kuala Lumpur|Kunming|Kyiv|Kyoto|La Jolla|Lahore|Lancaster|
Lanzhou|Lausanne|Leeds|Leicester|Leiden|Leipzig|Leuven|Lille|Lima|Limerick|Linköping|Linz|Lisbon|Lisboa|Liverpool|
Livermore|Ljubljana|London|Los Alamos|Los Angeles|LA|Louvain-la-Neuve|Lublin|Lugano|Lund|Lyon|Maastricht|Madison|
Madrid|Magdeburg|Mainz|Malaga|Málaga|Malmö|Manchester|Manila|Mannheim|Marburg|Marseille|Medellín|Medford|Melbourne|
Menlo Park|Metz|Mexico City|Miami|Milan|Milano|Milwaukee|Minneapolis|Modena|Monterrey|Montevideo|Montpellier|
Montreal|Montréal|Moscow|Mountain View|Mumbai|Munich|München|Murcia|Málaga|Münster|Nagoya|Nairobi|Nanchang|Nancy|
Nanjing|Nantes|Naples|Napoli|Nashville|Newark|Newcastle|New Haven|New Orleans|New York City|Nice|Nijmegen|Ningbo|
Norman|Notre Dame|Nottingham|Novosibirsk|Nuremberg|Oak Ridge|Oakland|Odense|Okinawa|Oldenburg|Omaha|Orlando|Orsay|
Osaka|Oslo|Oulu|Ottawa|Oxford|Padova|Padua|Palaiseau|Palermo|Palo Alto|Pamplona|Paris|Parma|Pasadena|Passau|Pavia|
Perth|Perugia|Philadelphia|Phoenix|Pisa|Pittsburgh|Pohang|Portland|Porto|Porto Alegre|Potsdam|Prague|Praha|Pretoria|
Princeton|Providence|Pune|Qingdao|Quito|Raleigh|Reading|Recife|Redmond|Regensburg|Rehovot|Rennes|Reno|
Research Triangle Park|Reykjavik|Richardson|Richland|Richmond|Riga|Rio de Janeiro|Riverside|Riyadh|Rochester|Rolla|
Roma|Rome|Rostock|Rotterdam|Saarbrücken|Sacramento|Saint-Etienne|Saint Petersburg|St. Petersburg|Salamanca|Salerno|
Salt Lake City|Salvador|Salzburg|San Antonio|San Diego|San Francisco|San Francisco Bay Area|SF|San Jose|San José|
San Mateo|San Sebastián|Santa Barbara|Santa Clara|Santa Cruz|Santa Fe|Santa Monica|Santander|Santiago|
Santiago de Chile|Sapporo|Sarajevo|Saskatoon|Seattle|Sejong|Sendai|Seoul|Sevilla|Seville|Shanghai|Sheffield|
Shenyang|Shenzhen|Siena|Singapore|Skopje|Sofia|Southampton|St. Andrews|St Andrews|St. Louis|Saint Louis|St. Paul|
Stanford|State College|Stockholm|Stony Brook|Strasbourg|Stuttgart|Suwon|Suzhou|Sunnyvale|Sydney|Syracuse|Szeged|
São Carlos|São José dos Campos|São Paulo|Sao Paulo|Taichung|Tainan|Taipei|Tallahassee|Tallinn|Tampa|Tampere|Tartu|
Tehran|Tel Aviv|Tempe|Thessaloniki|Tianjin|Tokyo|Toledo|Torino|Toronto|Toulouse|Trento|Trieste|Trondheim|Tsukuba|
Tucson|Tübingen|Turin|Turku|Twente|Udine|Ulm|Umeå|Uppsala|Urbana|Urbana-Champaign|Utrecht|Valencia|Valparaíso|
Vancouver|Venice|Verona|Victoria|Vienna|Wien|Vigo|Vilnius|Waltham|Warsaw|Warszawa|Washington|Waterloo|Wellington|
West Lafayette|Winnipeg|Wroclaw|Wrocław|Wuhan|Wuppertal|Wuxi|Würzburg|Xiamen|Xi'an|Xi’an|Xian|Yokohama|
Yorktown Heights|Zagreb|Zaragoza|Zhengzhou|Zhuhai|Zurich|Zürich|Östersund|Örebro|
北京|上海|深圳|杭州|南京|武汉|广州|东京|서울
"""


def _names(*lists: str) -> frozenset[str]:
    return frozenset(
        name.strip().casefold() for each in lists for name in each.replace("\n", "").split("|") if name.strip()
    )


_PLACES = _names(_COUNTRIES, _STATES, _CITIES)
_STATE_CODES = frozenset(_CODES.replace("\n", "").split("|"))
_BESIDE = re.compile(
    r"\s*\((?:remote|virtual|online|hybrid|on-?site)\)$|^(?:greater|downtown)\s|\s\d{4,6}$|[^\w\s.'’()\-]+$"
    r"|\s(?:area|metropolitan area|province|city)$",
    re.IGNORECASE,
)
_SIDES = re.compile(r"\s*[/,]\s*|\s+(?:and|&)\s+|\s+(?=(?:[A-Z]{2}|USA|UK|China|Germany|Canada)$)")


def is_location(text: str) -> bool:
    """Say whether a phrase is a place on the map.

    >>> [is_location(text) for text in ("Cambridge, UK", "Seattle, WA (Remote)", "WA", "Bocconi University", "Paris Lab")]
    [True, True, True, False, False]
    """
    text = _BESIDE.sub("", text.strip(" .,;")).strip(" .,;()[]")
    if not text or len(text) > 60:
        return False
    if text.casefold() in _PLACES or text in _STATE_CODES:
        return True
    parts = [part for part in _SIDES.split(text) if part]
    return len(parts) > 1 and all(
        part.strip().casefold() in _PLACES or part.strip() in _STATE_CODES for part in parts
    )

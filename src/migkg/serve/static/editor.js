// Puts Yasgui in the place of the plain form. Where this script or Yasgui is missing, the form stays.
"use strict";

(() => {
  const place = document.getElementById("editor");
  const form = document.getElementById("query-form");
  if (!place || !form || typeof Yasgui === "undefined") return;

  const { base, root } = place.dataset;
  const endpoint = new URL(`${root}sparql`, location.href).href;
  const prefixes = JSON.parse(document.getElementById("prefixes").textContent);

  // Names to complete from: what the graph holds, by its own description, each asked once.
  const held = {};
  const names = (kind, property, among) => (held[kind] ??= fetch(
    `${endpoint}?${new URLSearchParams({
      query: `SELECT DISTINCT ?term WHERE {
        { ?part <http://rdfs.org/ns/void#${property}> ?term } UNION { ?term a ${among} }
        FILTER (ISIRI(?term)) } ORDER BY ?term`,
    })}`,
    { headers: { Accept: "application/sparql-results+json" } },
  ).then((said) => said.json())
    .then((said) => said.results.bindings.map((row) => row.term.value))
    .catch(() => []));
  const rdf = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#Property>";
  const owl = (name) => `<http://www.w3.org/2002/07/owl#${name}>`;
  const completers = {
    class: () => names("class", "class", owl("Class")),
    property: () => names("property", "property",
      `?kind . VALUES ?kind { ${owl("ObjectProperty")} ${owl("DatatypeProperty")} ${rdf} }`),
  };
  for (const [kind, get] of Object.entries(completers)) {
    const usual = Yasgui.Yasqe.Autocompleters[kind];
    Yasgui.Yasqe.registerAutocompleter({
      ...usual,
      name: `graph-${kind}`,
      bulk: false,
      persistenceId: null,
      get: async (_, token) => {
        const begun = token?.autocompletionString ?? "";
        return (await get()).filter((iri) => iri.startsWith(begun)).slice(0, 200);
      },
    }, false);
  }
  const usual = Yasgui.Yasqe.Autocompleters.prefixes;
  Yasgui.Yasqe.registerAutocompleter({
    ...usual,
    name: "graph-prefixes",
    persistenceId: null,
    get: () => Object.entries(prefixes).map(([name, iri]) => `${name}: <${iri}>`).sort(),
  }, false);

  Yasgui.Yasr.registerPlugin("chart", migkgChart);
  const asked = document.getElementById("query").value;
  const yasgui = new Yasgui(place, {
    requestConfig: { endpoint, method: "GET" },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    persistenceId: `migkg ${endpoint}`,
    populateFromUrl: false,
    autofocus: false,
    yasqe: {
      value: asked,
      autocompleters: ["variables", "graph-prefixes", "graph-class", "graph-property"],
      createShareableLink: (yasqe) =>
        `${endpoint}?${new URLSearchParams({ query: yasqe.getValue() })}`,
    },
    yasr: { prefixes, pluginOrder: ["table", "chart", "response"] },
  });
  document.body.classList.add("with-editor");

  // The editor has no names for those who hear the page.
  const named = () => {
    for (const area of place.querySelectorAll(".CodeMirror textarea")) {
      area.setAttribute("aria-label", "SPARQL query");
    }
    for (const add of place.querySelectorAll(".tabsList .addTab")) {
      add.setAttribute("role", "tab"); // a list of tabs may hold nothing else
      add.setAttribute("aria-selected", "false");
      add.setAttribute("aria-label", "New query");
    }
    for (const scroll of place.querySelectorAll(".CodeMirror-scroll")) {
      scroll.setAttribute("tabindex", "-1");
    }
    for (const field of place.querySelectorAll(".autocomplete, .tableFilter, .tableSizer")) {
      if (!field.getAttribute("aria-label")) {
        field.setAttribute("aria-label", field.title || field.placeholder || "Rows a page");
      }
    }
  };
  named();
  new MutationObserver(named).observe(place, { childList: true, subtree: true });

  // A thing of ours opens its page here, whatever the base of its IRI.
  const lead = (event) => {
    const link = event.target.closest?.(".yasr a[href]");
    if (link?.href.startsWith(base)) link.href = root + link.href.slice(base.length);
  };
  for (const kind of ["pointerover", "focusin", "click"]) {
    place.addEventListener(kind, lead, true);
  }

  const run = (query) => {
    const same = Object.values(yasgui._tabs).find((tab) => tab.getQuery().trim() === query.trim());
    const tab = same ?? yasgui.addTab(true, { yasqe: { value: query }, requestConfig: { endpoint } });
    yasgui.selectTabId(tab.getId());
    tab.query().catch(() => {}); // what went wrong is shown in the place of the answer
  };
  if (place.dataset.asked) run(asked);

  for (const link of document.querySelectorAll("[data-example]")) {
    link.addEventListener("submit", async (event) => {
      event.preventDefault();
      const name = new FormData(link).get("example");
      const said = await fetch(`${root}sparql?${new URLSearchParams({ example: name })}`, {
        headers: { Accept: "text/html" },
      });
      const page = new DOMParser().parseFromString(await said.text(), "text/html");
      run(page.getElementById("query").value);
    });
  }
})();

// Runs axe over the document it stands in and leaves what it found as one line of text, for a test that reads it.
(function () {
  const shown = function (violation) {
    const where = violation.nodes.slice(0, 3).map((node) => node.target.join(" ") + " " + node.html.slice(0, 160));
    return { id: violation.id, impact: violation.impact, help: violation.help, count: violation.nodes.length, where };
  };
  const tell = function (result) {
    const root = document.documentElement;
    const found = { ...result, room: root.clientWidth, width: root.scrollWidth };
    const line = document.createElement("pre");
    line.id = "axe-result";
    line.textContent = JSON.stringify(found).replace(/[<>&]/g, "?");
    (window.parent === window ? document : window.parent.document).body.append(line);
  };
  const wide = [...document.querySelectorAll("main *")].filter(
    (element) => !element.closest(".scroll") && element.getBoundingClientRect().right > innerWidth + 1,
  );
  axe.run(document, { resultTypes: ["violations"] }).then(
    (results) =>
      tell({
        passes: results.passes.length,
        violations: results.violations.map(shown),
        outside: wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 160)),
      }),
    (error) => tell({ passes: 0, violations: [], outside: [], error: String(error) }),
  );
})();

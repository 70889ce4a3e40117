// Search and filters over the entries on this page; without this script the same is reached by the links of "Browse".
(function () {
  "use strict";
  var form = document.getElementById("filters");
  if (!form) return;
  var cards = Array.prototype.slice.call(document.querySelectorAll(".card"));
  var groups = Array.prototype.slice.call(document.querySelectorAll(".group"));
  var facets = Array.prototype.slice.call(form.querySelectorAll("select"));
  var words = document.getElementById("words");
  var found = form.querySelector(".found");
  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }
  var texts = cards.map(function (card) { return fold(card.textContent); });
  function apply() {
    var asked = fold(words.value).split(/\s+/).filter(Boolean);
    var shown = 0;
    cards.forEach(function (card, index) {
      var fits = asked.every(function (word) { return texts[index].indexOf(word) >= 0; }) &&
        facets.every(function (facet) {
          return !facet.value || (" " + card.dataset[facet.dataset.facet] + " ").indexOf(" " + facet.value + " ") >= 0;
        });
      card.hidden = !fits;
      if (fits) shown += 1;
    });
    groups.forEach(function (group) {
      var left = group.querySelectorAll(".card:not([hidden])").length;
      group.hidden = !left;
      group.querySelector(".number").textContent = left;
    });
    var active = asked.length || facets.some(function (facet) { return facet.value; });
    found.textContent = !active ? "" : shown ? found.dataset.found.replace("{n}", shown) : found.dataset.none;
  }
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", apply);
  form.hidden = false;
})();

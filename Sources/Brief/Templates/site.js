// The search of the first page and the filters above long tables and lists. Everything is there and
// can be used without this script.
(function () {
  "use strict";

  // Small letters without accents and signs, as words.
  function words(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f'’.]/g, "")
      .replace(/&/g, " and ").replace(/[^a-z0-9]+/g, " ").trim();
  }

  // How well an entry fits: 0 not at all; its own name counts more than its code and other names.
  function fit(entry, asked) {
    var name = " " + entry.name, other = " " + entry.more, score = 0;
    if (entry.name === asked.join(" ")) { score = 40; }
    for (var i = 0; i < asked.length; i++) {
      if (name.indexOf(" " + asked[i]) >= 0) { score += 4; }
      else if (other.indexOf(" " + asked[i]) >= 0) { score += 1; }
      else if (entry.isPromise && /^(a|and|for|in|of|the|to|with)$/.test(asked[i])) { continue; }
      else { return 0; }
    }
    if (entry.name.indexOf(asked[0]) === 0) { score += 3; }
    return score + (entry.isArea ? 2 : 0);
  }

  function item(entry) {
    var li = document.createElement("li"), a = document.createElement("a");
    var kind = document.createElement("span");
    a.href = entry.page;
    a.textContent = entry.text;
    kind.className = "meta";
    kind.textContent = " " + entry.kind;
    li.appendChild(a);
    li.appendChild(kind);
    return li;
  }

  // What the boards promise, by the words of it.
  function promises(entries, held) {
    var names = {}, codes = held[0].split(" ").filter(Boolean);
    var more = codes.map(function () { return ""; });
    entries.forEach(function (entry) {
      if (entry.isArea) { names[entry.page] = entry.text; }
    });
    held[1].split(";").forEach(function (line) {
      var parts = line.split(" ");
      parts.slice(1).forEach(function (number) { more[number] += parts[0] + " "; });
    });
    return codes.map(function (code, number) {
      var page = "areas/" + code + ".html";
      return {
        text: names[page] + ": priorities of its board", page: page + "#board",
        kind: "with these words", name: "", more: more[number], isArea: false, isPromise: true
      };
    });
  }

  function search(form, index, priorities) {
    var field = form.querySelector("input"), list = form.querySelector("ul");
    var found = form.querySelector("[role=status]");
    var entries = [];
    index.forEach(function (group) {
      group[3].forEach(function (line) {
        entries.push({
          text: line[0], page: group[1] + line[1] + group[2], kind: group[0], name: words(line[0]),
          more: words(line[1] + " " + line[2]), isArea: group[1] === "areas/"
        });
      });
    });

    entries = entries.concat(promises(entries, priorities));

    function results() {
      var asked = words(field.value).split(" ").filter(Boolean);
      if (!asked.length) { return []; }
      return entries
        .map(function (entry, place) { return { entry: entry, fit: fit(entry, asked), place: place }; })
        .filter(function (one) { return one.fit > 0; })
        .sort(function (a, b) {
          return b.fit - a.fit || a.entry.name.length - b.entry.name.length || a.place - b.place;
        });
    }

    function show() {
      var all = results();
      list.textContent = "";
      all.slice(0, 12).forEach(function (one) { list.appendChild(item(one.entry)); });
      if (!words(field.value)) { found.textContent = ""; }
      else if (!all.length) { found.textContent = "Nothing found. All areas are listed by region below."; }
      else {
        found.textContent = all.length === 1 ? "1 result" : all.length + " results"
          + (all.length > 12 ? ", the first 12 shown" : "");
      }
    }

    form.addEventListener("submit", function (event) {
      event.preventDefault();
      show();
      if (list.firstChild) { location.href = list.querySelector("a").href; }
    });
    field.addEventListener("input", show);
    form.hidden = false;
    show();
  }

  // A field above a table or a list that keeps the rows which have all the words.
  function filter(target, number) {
    var noun = target.getAttribute("data-filter"), id = "filter-" + number;
    var rows = target.tBodies ? Array.from(target.tBodies[0].rows) : Array.from(target.children);
    if (rows.length < 12) { return; }
    var texts = rows.map(function (row) { return " " + words(row.textContent); });
    var box = document.createElement("p"), label = document.createElement("label");
    var field = document.createElement("input"), count = document.createElement("span");
    box.className = "filter";
    label.htmlFor = id;
    label.textContent = "Show each " + noun + " with";
    field.id = id;
    field.type = "search";
    field.autocomplete = "off";
    count.className = "meta";
    count.setAttribute("role", "status");
    box.append(label, field, count);
    var before = target.closest(".scroll") || target;
    before.parentNode.insertBefore(box, before);
    field.addEventListener("input", function () {
      var asked = words(field.value).split(" ").filter(Boolean), shown = 0;
      rows.forEach(function (row, place) {
        var fits = asked.every(function (word) { return texts[place].indexOf(" " + word) >= 0; });
        row.hidden = !fits;
        if (fits) { shown++; }
      });
      count.textContent = asked.length ? shown + " of " + rows.length : "";
    });
  }

  // Lets a keyboard move what scrolls sideways.
  function reach(part) {
    var caption = part.querySelector("caption");
    part.tabIndex = 0;
    part.setAttribute("role", "region");
    part.setAttribute("aria-label", caption ? caption.textContent : "Table");
  }

  document.querySelectorAll(".scroll:not([tabindex])").forEach(reach);
  var form = document.querySelector("form.search");
  if (form && window.siteIndex) { search(form, window.siteIndex, window.sitePriorities); }
  document.querySelectorAll("[data-filter]").forEach(filter);
})();

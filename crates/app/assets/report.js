// Comfort only: the page says everything without this script.
(function () {
  'use strict';
  var each = function (selector, act) { document.querySelectorAll(selector).forEach(act); };

  each('[data-needs-script]', function (element) { element.hidden = false; });

  // Light or dark: the dark sheet is switched as a whole; paper stays light.
  var dark = document.getElementById('dark');
  var theme = document.getElementById('theme');
  var prefers = window.matchMedia('(prefers-color-scheme: dark)');
  var chosen = null;
  var isDark = function () { return chosen === null ? prefers.matches : chosen; };
  theme.addEventListener('click', function () {
    chosen = !isDark();
    dark.media = chosen ? 'screen' : 'not all';
    theme.setAttribute('aria-pressed', String(chosen));
  });
  theme.setAttribute('aria-pressed', String(isDark()));

  var folds = document.getElementById('folds');
  if (folds) { folds.addEventListener('click', function () {
    var open = folds.getAttribute('aria-pressed') !== 'true';
    each('details.more', function (details) { details.open = open; });
    folds.setAttribute('aria-pressed', String(open));
    folds.textContent = open ? folds.dataset.close : folds.dataset.open;
  }); }

  // A link of the contents opens the part it leads to.
  var openTarget = function () {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) { return; }
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === 'DETAILS') { node.open = true; }
    }
    var fold = target.querySelector(':scope > details.more');
    if (fold) { fold.open = true; }
    target.scrollIntoView();
  };
  window.addEventListener('hashchange', openTarget);
  openTarget();

  // Paper has no click: everything is opened, then left as it was.
  var closed = [];
  window.addEventListener('beforeprint', function () {
    each('details:not([open])', function (details) { closed.push(details); details.open = true; });
  });
  window.addEventListener('afterprint', function () {
    closed.forEach(function (details) { details.open = false; });
    closed = [];
  });

  // What if …? Every outcome is in the page: dials choose among them, nothing is computed here.
  each('.explorer', function (explorer) {
    var read = function (element, name) { return JSON.parse(element.dataset[name]); };
    var grid = read(explorer, 'grid');
    var verdicts = read(explorer, 'verdicts');
    var said = explorer.querySelector('.said');
    var survives = explorer.querySelector('.survives');
    var range = explorer.querySelector('.scale .inner');
    var result = explorer.querySelector('.result');
    var show = explorer.querySelector('.show');
    var values = explorer.querySelector('.all-values');
    var dials = Array.prototype.map.call(explorer.querySelectorAll('.dial'), function (element) {
      var slider = element.querySelector('input[type=range]');
      return {
        hole: '{' + element.dataset.dial + '}',
        words: read(element, 'words'),
        slider: slider,
        output: element.querySelector('output'),
        at: function () { return Number((slider || element.querySelector('input:checked')).value); }
      };
    });
    var update = function () {
      var place = 0;
      var sentence = explorer.dataset.sentence;
      dials.forEach(function (dial) {
        var at = dial.at();
        place = place * dial.words.length + at;
        sentence = sentence.split(dial.hole).join(dial.words[at]);
        if (dial.slider) {
          dial.output.textContent = dial.words[at];
          dial.slider.setAttribute('aria-valuetext', dial.words[at]);
        }
      });
      var outcome = grid[place];
      said.textContent = sentence.split('{low}').join(outcome[3]).split('{high}').join(outcome[4]);
      if (survives) {
        survives.textContent = verdicts[outcome[2]] || '';
        survives.dataset.verdict = String(outcome[2]);
      }
      range.setAttribute('x', String(outcome[0]));
      range.setAttribute('width', String(Math.max(outcome[1] - outcome[0], 0.4)));
    };
    // The assumption is chosen before its result is seen.
    result.hidden = true;
    values.open = false;
    show.addEventListener('click', function () {
      result.hidden = false;
      show.hidden = true;
      requestAnimationFrame(update);
      (explorer.querySelector('.dial input:checked') || explorer.querySelector('.dial input')).focus();
    });
    explorer.addEventListener('input', update);
    window.addEventListener('beforeprint', function () { result.hidden = false; });
    window.addEventListener('afterprint', function () { result.hidden = !show.hidden; });
    update();
  });
})();

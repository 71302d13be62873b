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

  // What if the dissatisfied delete Γ times more often? h(p, OR) = p / (p + OR (1 − p)).
  var stops = [1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9, 10];
  each('.explorer', function (explorer) {
    var french = document.documentElement.lang === 'fr';
    var p = Number(explorer.dataset.p);
    var touched = Number(explorer.dataset.touched);
    var slider = explorer.querySelector('input');
    var output = explorer.querySelector('output');
    var said = explorer.querySelector('.said');
    var range = explorer.querySelector('.inner');
    var written = function (number) { return french ? number.replace('.', ',') : number; };
    var share = function (value) { return written((value * 100).toFixed(1)) + (french ? '\u00a0%' : '%'); };
    var theta = function (odds) {
      var hidden = p + odds * (1 - p);
      return (1 - touched) * p + touched * (hidden > 0 ? p / hidden : 0);
    };
    var update = function () {
      var gamma = stops[Number(slider.value)];
      var low = theta(gamma);
      var high = theta(1 / gamma);
      var times = explorer.dataset.times.split('{gamma}').join(written(String(gamma)));
      output.textContent = times;
      slider.setAttribute('aria-valuetext', times);
      said.textContent = explorer.dataset.sentence
        .split('{gamma}').join(written(String(gamma)))
        .split('{low}').join(share(low))
        .split('{high}').join(share(high));
      range.setAttribute('x', String(low * 100));
      range.setAttribute('width', String(Math.max((high - low) * 100, 0.4)));
    };
    slider.max = String(stops.length - 1);
    slider.value = String(stops.indexOf(2));
    slider.addEventListener('input', update);
    update();
  });
})();

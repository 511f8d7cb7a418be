'use strict';
// Opens rows, copies citations, filters, sorts and highlights. The page says everything without it.
(() => {
  const root = document.documentElement;
  window.addEventListener('error', event => { root.dataset.error = event.message; });
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const island = document.getElementById('data');
  const data = island ? JSON.parse(island.textContent) : {};

  // Rows open in place. Without this script the link jumps to the dossier, which :target shows.
  const dossier = link => document.getElementById(link.hash.slice(1));
  function toggle(link, open) {
    dossier(link).classList.toggle('shown', open);
    link.setAttribute('aria-expanded', String(open));
  }
  function openTarget() {
    all('a.open').forEach(link => { if (link.hash === location.hash && location.hash) toggle(link, true); });
    const target = location.hash && document.getElementById(location.hash.slice(1));
    const folded = target && target.querySelector(':scope > details.reference');
    if (folded) folded.open = true;
  }
  all('a.open').forEach(link => {
    link.setAttribute('aria-expanded', 'false');
    link.setAttribute('aria-controls', link.hash.slice(1));
    link.addEventListener('click', event => {
      event.preventDefault();
      toggle(link, link.getAttribute('aria-expanded') !== 'true');
    });
    dossier(link).querySelector('a.close').addEventListener('click', event => {
      event.preventDefault();
      toggle(link, false);
      link.focus();
    });
  });
  all('tr.row').forEach(row => row.addEventListener('click', event => {
    const link = row.querySelector('a.open');
    if (link && !event.target.closest('a, button') && !String(getSelection())) link.click();
  }));
  openTarget();
  window.addEventListener('hashchange', openTarget);
  root.classList.add('scripted');

  // All forms of a citation are pieces of its sentence, in the order that each form has.
  function citation(id) {
    const { pieces, orders, entries } = data.citations;
    const entry = entries[id], sentence = entry.p.map(piece => pieces[piece]);
    const tex = text => text.replace(/[%_&#$]/g, '\\$&');
    const put = (order, words) => orders[order].map(part => typeof part === 'string' ? part : words[part]).join('');
    return { sentence: sentence.join(''), markdown: put(entry.m, sentence), bibtex: put(entry.b, sentence.map(tex)) };
  }
  const dialog = document.getElementById('citation');
  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch (refused) { // a page opened from disk may not have the clipboard
      const area = Object.assign(document.createElement('textarea'), { value: text });
      dialog.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    button.textContent = 'copied';
    setTimeout(() => { button.textContent = 'copy'; }, 1200);
  }
  document.addEventListener('click', event => {
    const cite = event.target.closest('[data-cite]');
    if (cite) {
      const forms = citation(cite.dataset.cite);
      dialog.querySelector('h2 code').textContent = cite.dataset.cite;
      all('pre', dialog).forEach(pre => { pre.textContent = forms[pre.dataset.form]; });
      dialog.showModal();
      return;
    }
    const button = event.target.closest('button.copy');
    if (button) copy(dialog.querySelector(`pre[data-form=${button.dataset.form}]`).textContent, button);
    else if (event.target === dialog || event.target.closest('button.shut')) dialog.close();
  });

  // One tab stop for each row: arrows reach its other numbers and the other rows.
  all('table:not(.forest-table) tbody tr').forEach(row => {
    all('button.cite', row).forEach((button, i) => { button.tabIndex = i === 0 ? 0 : -1; });
  });
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  document.addEventListener('keydown', event => {
    const stop = event.target.closest('tbody tr a.open, tbody tr button.cite');
    if (!stop || !step[event.key]) return;
    const [down, right] = step[event.key];
    const stops = row => all('a.open, button.cite', row);
    const rows = all('tr', stop.closest('tbody')).filter(row => !row.hidden && !row.matches('.dossier') && stops(row).length);
    const row = stop.closest('tr'), next = rows[rows.indexOf(row) + down];
    if (!next) return;
    const to = right ? stops(row)[stops(row).indexOf(stop) + right] : stops(next)[Math.min(stops(row).indexOf(stop), stops(next).length - 1)];
    if (to) { event.preventDefault(); to.focus(); }
  });

  all('input[data-filter]').forEach(input => input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/);
    all(`#${input.dataset.filter} tbody tr`).forEach(row => {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every(word => text.includes(word));
    });
  }));

  all('button.sort').forEach(button => button.addEventListener('click', () => {
    const head = button.closest('th'), order = head.ariaSort === 'ascending' ? 'descending' : 'ascending';
    const body = head.closest('table').tBodies[0];
    const key = row => {
      const text = row.cells[head.cellIndex].dataset.sort ?? '';
      return text !== '' && !isNaN(text) ? Number(text) : text;
    };
    const compare = (a, b) => typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === 'number' ? -1 : 1;
    const rows = [...body.rows].sort((a, b) => compare(key(a), key(b)));
    if (order === 'descending') rows.reverse();
    all('th', head.parentNode).forEach(other => { if (other.ariaSort) other.ariaSort = 'none'; });
    head.ariaSort = order;
    body.append(...rows);
  }));

  // A model under the pointer or in focus stands out in every picture.
  const names = svg => svg.getAttribute('aria-label').split(':')[0];
  const panels = all('svg.panel');
  const light = name => panels.forEach(panel => panel.classList.toggle('lit', names(panel) === name));
  all('tr.row').forEach(row => {
    const name = (row.querySelector('th.name')?.textContent ?? '').trim().split(/\s/)[0];
    row.addEventListener('pointerenter', () => light(name));
    row.addEventListener('focusin', () => light(name));
  });

  root.dataset.ready = 'yes';
})();

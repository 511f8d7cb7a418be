'use strict';
// Draws what the data island holds, copies citations, filters and sorts tables.
// Numbers arrive as text, formatted where they were computed; nothing is calculated here.
(() => {
  const root = document.documentElement;
  window.addEventListener('error', event => { root.dataset.error = event.message; });
  const data = JSON.parse(document.getElementById('data').textContent);

  const ink = name => getComputedStyle(root).getPropertyValue(name).trim();
  const light = ['#0b6b74', '#c2410c', '#5b4bb5', '#2f7d32', '#b4235f', '#1d5fbf', '#8a6d00', '#6b4f3a', '#4d5660'];
  const dark = ['#63c5cd', '#ff9a6b', '#a99cff', '#7fcf83', '#ff85b3', '#7fb2ff', '#e0c14d', '#c9a58a', '#aab4be'];
  const night = matchMedia('(prefers-color-scheme: dark)');
  let palette = night.matches ? dark : light;

  // Nine hues, then the same nine dashed: a model keeps its line in every chart.
  const stroke = index => ({ color: palette[index % 9], dash: index >= 9 ? [6, 4] : [] });

  const whiskers = {
    id: 'whiskers',
    afterDatasetsDraw(chart) {
      const { ctx, scales: { y } } = chart;
      chart.data.datasets.forEach((set, i) => {
        if (!chart.isDatasetVisible(i)) return;
        ctx.save();
        ctx.strokeStyle = set.borderColor;
        ctx.lineWidth = 1.2;
        chart.getDatasetMeta(i).data.forEach((element, k) => {
          const { lo, hi } = set.data[k];
          if (lo === undefined || hi === undefined) return;
          const top = y.getPixelForValue(hi), bottom = y.getPixelForValue(lo), x = element.x;
          ctx.beginPath();
          ctx.moveTo(x, top); ctx.lineTo(x, bottom);
          ctx.moveTo(x - 3, top); ctx.lineTo(x + 3, top);
          ctx.moveTo(x - 3, bottom); ctx.lineTo(x + 3, bottom);
          ctx.stroke();
        });
        ctx.restore();
      });
    },
  };

  // A curve that ends in an overload goes up to the frame, with an arrow.
  const walls = {
    id: 'walls',
    afterDatasetsDraw(chart) {
      const { ctx, chartArea: { top }, scales: { x } } = chart;
      chart.data.datasets.forEach((set, i) => {
        if (set.wall === undefined || !chart.isDatasetVisible(i)) return;
        const last = chart.getDatasetMeta(i).data.at(-1), at = x.getPixelForValue(set.wall);
        ctx.save();
        ctx.strokeStyle = set.borderColor;
        ctx.lineWidth = set.borderWidth;
        ctx.setLineDash([2, 3]);
        ctx.beginPath();
        ctx.moveTo(last.x, last.y); ctx.lineTo(at, top);
        ctx.stroke();
        ctx.setLineDash([]);
        ctx.beginPath();
        ctx.moveTo(at - 4, top + 7); ctx.lineTo(at, top); ctx.lineTo(at + 4, top + 7);
        ctx.stroke();
        ctx.restore();
      });
    },
  };

  const compact = value => {
    const size = Math.abs(value);
    if (size >= 1e6) return +(value / 1e6).toPrecision(3) + ' M';
    if (size >= 1e4) return +(value / 1e3).toPrecision(3) + ' k';
    return String(+value.toPrecision(3));
  };

  function scale(axis) {
    const options = {
      type: axis.scale === 'log' ? 'logarithmic' : 'linear',
      title: { display: true, text: axis.title, color: ink('--soft') },
      grid: { color: ink('--rule') },
      border: { color: ink('--soft') },
      ticks: { color: ink('--soft'), maxRotation: 0, autoSkipPadding: 12, callback: compact },
    };
    if (axis.zero) options.beginAtZero = true;
    if (axis.ticks) {
      const labels = new Map(axis.ticks.map(tick => [tick.at, tick.label]));
      options.afterBuildTicks = built => {
        built.ticks = axis.ticks.filter(tick => tick.at <= built.max).map(tick => ({ value: tick.at }));
      };
      options.ticks.callback = value => labels.get(value) ?? '';
      options.ticks.autoSkip = false;
    }
    if (axis.scale === 'log' && !axis.ticks) {
      options.ticks.callback = value => /^[125]e/.test(value.toExponential()) ? compact(value) : null;
    }
    return options;
  }

  function datasets(view, hidden) {
    return view.series.map(series => {
      const { color, dash } = stroke(series.style);
      const hollow = series.points.map(point => point.weak ? ink('--paper') : color);
      return {
        label: series.name, data: series.points, wall: series.wall, hidden: hidden.has(series.name),
        borderColor: color, backgroundColor: color, borderDash: dash, borderWidth: 1.8,
        pointBackgroundColor: hollow, pointBorderColor: color, pointBorderWidth: 1.5,
        pointRadius: view.dots ? 3.5 : 0, pointHoverRadius: 5, pointHitRadius: 8, tension: 0,
      };
    });
  }

  const highlight = (chart, index) => {
    chart.data.datasets.forEach((set, i) => {
      const faded = index !== null && i !== index;
      set.borderWidth = faded ? 0.6 : index === null ? 1.8 : 3;
    });
    chart.update('none');
  };

  function draw(figure) {
    const spec = data.charts[figure.id];
    const select = figure.querySelector('select');
    const caption = figure.querySelector('figcaption');
    const hidden = new Set();
    let chart = null;

    const show = () => {
      const view = spec.views[select ? select.selectedIndex : 0];
      if (caption) caption.textContent = view.caption;
      if (chart) chart.destroy();
      chart = new Chart(figure.querySelector('canvas'), {
        type: 'line',
        data: { datasets: datasets(view, hidden) },
        plugins: [whiskers, walls],
        options: {
          animation: false, maintainAspectRatio: false, responsive: true,
          interaction: { mode: 'nearest', intersect: false },
          scales: { x: { ...scale(view.x), suggestedMax: Math.max(...view.series.map(series => series.wall ?? 0)) }, y: scale(view.y) },
          plugins: {
            legend: {
              position: 'bottom',
              labels: {
                color: ink('--ink'), usePointStyle: true, pointStyle: 'line', pointStyleWidth: 26, padding: 10, font: { size: 11.5 },
                generateLabels: drawn => Chart.defaults.plugins.legend.labels.generateLabels(drawn)
                  .map(item => ({ ...item, lineDash: drawn.data.datasets[item.datasetIndex].borderDash, lineWidth: 2 })),
              },
              onHover: (event, item, legend) => highlight(legend.chart, item.datasetIndex),
              onLeave: (event, item, legend) => highlight(legend.chart, null),
              onClick: (event, item, legend) => {
                const visible = legend.chart.isDatasetVisible(item.datasetIndex);
                legend.chart.setDatasetVisibility(item.datasetIndex, !visible);
                hidden[visible ? 'add' : 'delete'](item.text);
                legend.chart.update('none');
              },
            },
            tooltip: {
              displayColors: false,
              callbacks: { title: items => items.length ? items[0].dataset.label : '', label: item => item.raw.text },
            },
          },
        },
      });
    };
    if (select) select.addEventListener('change', show);
    show();
    return show;
  }

  const redraws = [...document.querySelectorAll('figure.chart')].map(draw);
  const recolour = colours => { palette = colours; redraws.forEach(show => show()); };
  night.addEventListener('change', () => recolour(night.matches ? dark : light));
  window.addEventListener('beforeprint', () => recolour(light));
  window.addEventListener('afterprint', () => recolour(night.matches ? dark : light));

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
      dialog.querySelectorAll('pre').forEach(pre => { pre.textContent = forms[pre.dataset.form]; });
      dialog.showModal();
      return;
    }
    const button = event.target.closest('button.copy');
    if (button) copy(dialog.querySelector(`pre[data-form=${button.dataset.form}]`).textContent, button);
    else if (event.target === dialog) dialog.close();
  });

  document.querySelectorAll('input[data-filter]').forEach(input => input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/);
    document.querySelectorAll(`#${input.dataset.filter} tbody tr`).forEach(row => {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every(word => text.includes(word));
    });
  }));

  document.querySelectorAll('table.sortable th').forEach(head => head.addEventListener('click', () => {
    const order = head.ariaSort === 'ascending' ? 'descending' : 'ascending';
    const body = head.closest('table').tBodies[0];
    const key = row => {
      const text = row.cells[head.cellIndex].dataset.sort ?? '';
      return text !== '' && !isNaN(text) ? Number(text) : text;
    };
    const compare = (a, b) => typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === 'number' ? -1 : 1;
    const rows = [...body.rows].sort((a, b) => compare(key(a), key(b)));
    if (order === 'descending') rows.reverse();
    head.parentNode.querySelectorAll('th').forEach(other => { other.ariaSort = 'none'; });
    head.ariaSort = order;
    body.append(...rows);
  }));

  requestAnimationFrame(() => { root.dataset.ready = String(redraws.length); });
})();

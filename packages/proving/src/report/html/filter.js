const filters = document.querySelector('.filters');
const output = filters.querySelector('output');
const lines = [...document.querySelectorAll('.line')];

const choose = () => {
  const wanted = [...filters.querySelectorAll('select')].filter((select) => select.value !== '');
  let shown = 0;
  for (const line of lines) {
    line.hidden = !wanted.every((select) => line.dataset[select.name] === select.value);
    if (!line.hidden) shown += 1;
  }
  for (const panel of document.querySelectorAll('.lines')) {
    panel.hidden = panel.querySelector('.line:not([hidden])') === null;
  }
  output.textContent = `${shown} of ${lines.length} shown`;
};

filters.hidden = false;
filters.addEventListener('change', choose);
// a browser that goes back keeps what was chosen
choose();

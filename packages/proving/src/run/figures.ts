import type { Figure, Reporter } from '../scenario.ts';

export interface FigureBook extends Reporter {
  readonly figures: readonly Figure[];
}

/** The last value of a name counts: a scenario may report as it goes. */
export const createFigureBook = (): FigureBook => {
  const figures: Figure[] = [];
  return {
    figures,
    figure(name, value, unit = '') {
      const index = figures.findIndex((figure) => figure.name === name);
      const figure = { name, value, unit };
      if (index === -1) figures.push(figure);
      else figures[index] = figure;
    },
  };
};

import { useId } from 'react';
import { useRemembered } from '../remember/use-remembered.ts';
import { theme, THEME_LABELS } from './theme.ts';

export const ThemeSwitch = () => {
  const chosen = useRemembered(theme);
  const name = useId();
  return (
    <fieldset className="grid grid-cols-3 rounded-control border border-line bg-bg p-0.5 text-small">
      <legend className="sr-only">Theme</legend>
      {theme.choices.map((choice) => (
        <label
          key={choice}
          className="relative rounded-[4px] px-1 py-1 text-center text-muted hover:text-ink has-checked:bg-surface has-checked:font-semibold has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line-strong)] has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
            checked={choice === chosen}
            onChange={() => theme.choose(choice)}
          />
          {THEME_LABELS[choice]}
        </label>
      ))}
    </fieldset>
  );
};

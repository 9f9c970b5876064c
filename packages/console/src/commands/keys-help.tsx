import { Modal } from '../controls/modal.tsx';
import { useRemembered } from '../remember/use-remembered.ts';
import { COMMAND_GROUPS, type Command } from './command.ts';
import { KeyCaps } from './key-caps.tsx';
import { singleKeys } from './single-keys.ts';

interface KeysHelpProps {
  readonly commands: readonly Command[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const SingleKeysSwitch = () => (
  <label className="flex items-center gap-3 border-t border-line px-4 py-3">
    <input
      type="checkbox"
      className="size-4 accent-accent"
      checked={useRemembered(singleKeys) === 'on'}
      onChange={(event) => singleKeys.choose(event.target.checked ? 'on' : 'off')}
    />
    <span>
      Keys without a modifier
      <span className="block text-small text-muted">Off, only keys with Ctrl or ⌘ work. Good with voice control.</span>
    </span>
  </label>
);

export const KeysHelp = ({ commands, isOpen, onClose }: KeysHelpProps) => (
  <Modal title="Keys" isOpen={isOpen} onClose={onClose}>
    <div
      role="region"
      aria-label="All keys"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keyboard
      tabIndex={0}
      className="grid max-h-[60vh] gap-4 overflow-auto px-4 pt-1 pb-4 -outline-offset-2"
    >
      {COMMAND_GROUPS.map((group) => ({
        group,
        keyed: commands.filter((command) => command.group === group && command.keys !== undefined),
      }))
        .filter(({ keyed }) => keyed.length > 0)
        .map(({ group, keyed }) => (
          <section key={group}>
            <h3 className="pb-1 text-small text-muted">{group}</h3>
            <dl>
              {keyed.map((command) => (
                <div key={command.id} className="flex min-h-9 items-center justify-between border-b border-line">
                  <dt>{command.label}</dt>
                  <dd>
                    <KeyCaps keys={command.keys ?? ''} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
    </div>
    <SingleKeysSwitch />
  </Modal>
);

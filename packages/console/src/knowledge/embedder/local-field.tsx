import type { Embedder, EmbedderState } from '@holdfast/protocol/knowledge/embedders';
import { SelectField } from '../../forms/select-field.tsx';

/** As one chooses it: without what tells its files apart from others of that name. */
const nameOf = (model: string): string => model.split('@')[0] ?? '';

interface LocalFieldProps {
  readonly local: Embedder['local'];
  readonly present: EmbedderState;
}

/** Which of the models of this instance; or what somebody must do first. */
export const LocalField = ({ local, present }: LocalFieldProps) =>
  local.missing === null ? (
    <SelectField
      label="Model"
      name="model"
      choices={local.models.map((name) => [name, name] as const)}
      defaultValue={present.kind === 'local' ? nameOf(present.model) : local.models[0]}
    />
  ) : (
    <p className="text-muted">{local.missing}</p>
  );

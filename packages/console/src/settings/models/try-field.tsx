import { SelectField } from '../../forms/select-field.tsx';

const CHOICES = [
  ['yes', 'ask the provider whether it works'],
  ['no', 'store it without asking'],
] as const;

export const TryField = () => (
  <SelectField
    label="Before it is stored"
    name="try"
    choices={CHOICES}
    hint="Without asking: for a provider that is away just now."
  />
);

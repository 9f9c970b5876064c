import { HoldfastError } from '@holdfast/client/holdfast-error';
import { createContext, use } from 'react';

/** What is the matter with the fields of a form, by name. */
export type FieldErrors = Readonly<Record<string, string>>;

export const FieldErrorsContext = createContext<FieldErrors>({});

export const useFieldError = (name: string): string | undefined => use(FieldErrorsContext)[name];

/** `/body/new_password` is the field `new_password`. */
const fieldOf = (pointer: string): string => pointer.split('/').at(2) ?? '';

/** What the server has against single fields, as sentences that stand below them. */
export const fieldErrorsOf = (error: Error | null): FieldErrors => {
  if (!(error instanceof HoldfastError)) return {};
  const fields = error.problem.errors ?? [];
  return Object.fromEntries(fields.map(({ pointer, detail }) => [fieldOf(pointer), `It ${detail}.`]));
};

const wordsOf = (field: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement): string => {
  if (field.validity.valueMissing) return 'Fill this in.';
  if (field.validity.typeMismatch) return 'This is no e-mail address. One is like ada@example.com.';
  return field.title === '' ? field.validationMessage : field.title;
};

/** What can be told before the server is asked. */
export const missingIn = (form: HTMLFormElement): FieldErrors =>
  Object.fromEntries(
    [...form.elements]
      .filter(
        (field) =>
          field instanceof HTMLInputElement ||
          field instanceof HTMLSelectElement ||
          field instanceof HTMLTextAreaElement,
      )
      .filter((field) => !field.validity.valid)
      .map((field) => [field.name, wordsOf(field)]),
  );

/** A path of a contract with its `{parameters}` filled in. */
export const fillPath = (path: string, params: Readonly<Record<string, unknown>>): string =>
  path.replaceAll(/\{(?<name>\w+)\}/gu, (_, name: string) => {
    const value = params[name];
    if ((typeof value !== 'string' && typeof value !== 'number') || value === '')
      throw new TypeError(`${path} needs the parameter ${name}`);
    return encodeURIComponent(String(value));
  });

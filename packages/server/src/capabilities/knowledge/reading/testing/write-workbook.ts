import { writeZip } from './write-zip.ts';
import type { ZipFile } from './write-zip.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface WorkbookParts {
  /** The rows of each sheet, as XML. */
  readonly sheets: Readonly<Record<string, string>>;
  readonly strings?: readonly string[];
  readonly styles?: string;
  readonly hidden?: readonly string[];
  readonly since1904?: boolean;
}

/** A workbook as Excel writes it, of rows that the test writes. */
export const writeWorkbook = ({ sheets, strings, styles, hidden = [], since1904 = false }: WorkbookParts): Buffer => {
  const names = Object.keys(sheets);
  const files: ZipFile[] = [
    { name: '[Content_Types].xml', data: `${XML}<Types/>` },
    {
      name: 'xl/workbook.xml',
      data: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr date1904="${since1904 ? 1 : 0}"/><sheets>${names
        .map(
          (name, at) =>
            `<sheet name="${name}" sheetId="${at + 1}" ${hidden.includes(name) ? 'state="hidden" ' : ''}r:id="rId${at}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${XML}<Relationships>${names
        .map(
          (_name, at) =>
            `<Relationship Id="rId${at}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at}.xml"/>`,
        )
        .join('')}</Relationships>`,
    },
    ...names.map((name, at) => ({
      name: `xl/worksheets/sheet${at}.xml`,
      data: `${XML}<worksheet xmlns="${MAIN}"><sheetData>${sheets[name]}</sheetData></worksheet>`,
    })),
  ];
  if (strings !== undefined)
    files.push({
      name: 'xl/sharedStrings.xml',
      data: `${XML}<sst>${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    });
  if (styles !== undefined) files.push({ name: 'xl/styles.xml', data: `${XML}<styleSheet>${styles}</styleSheet>` });
  return writeZip(files);
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '_x000D_');

/** Rows of texts that stand in the cells themselves. */
export const inlineRows = (rows: readonly (readonly string[])[]): string =>
  rows
    .map(
      (row) =>
        `<row>${row.map((text) => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`).join('')}</row>`,
    )
    .join('');

import path from 'node:path';
import type { Annotation } from '../platform/platform.ts';
import type { Diagnostic } from './events.ts';

/** GitHub cuts an annotation at 4,096 characters; a shorter one is also the one people read. */
const LONGEST = 1_500;

/** An annotation on the file and line a diagnostic is about. `directory` is the root module's, relative to the workspace. */
export function toAnnotation(diagnostic: Diagnostic, directory: string): Annotation {
  const { range } = diagnostic;
  return {
    severity: diagnostic.severity,
    title: diagnostic.summary,
    message: shorten(explain(diagnostic)),
    ...(range === undefined
      ? {}
      : {
          file: path.posix.join(directory, range.filename),
          startLine: range.start.line,
          endLine: range.end.line,
        }),
  };
}

/** Summary, detail and address of a diagnostic as one text. */
export function explain({ summary, detail, address }: Diagnostic): string {
  const where = address === undefined ? '' : `${address}: `;
  return `${where}${summary}${detail === '' ? '' : `\n${detail}`}`;
}

/** The first line of what went wrong, for a failure's reason. */
export const firstError = (diagnostics: readonly Diagnostic[]): Diagnostic | undefined =>
  diagnostics.find(({ severity }) => severity === 'error');

const shorten = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text);

/** One annotation, as the runner reads it from the log. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** What the runner makes of a phase's output, line by line. */
export interface CommandReader {
  /** Takes a line as the process wrote it and returns it as the log shows it: masked, or undefined for a command that isn't shown. */
  read(line: string): string | undefined;
  readonly annotations: readonly Annotation[];
  /** Values that `::add-mask::` registered, in order. */
  readonly masks: readonly string[];
}

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * Reads workflow commands as actions/runner does (ActionCommandManager): `::name key=value::data` at the start
 * of a trimmed line, `##[name key=value]data` anywhere in it; nothing while `::stop-commands::token` holds,
 * until `::token::`. `given` are masks known from before, such as the job's secrets.
 */
export function createCommandReader(given: readonly string[] = []): CommandReader {
  const annotations: Annotation[] = [];
  const masks: string[] = [...given];
  let stopToken: string | undefined;

  const show = (line: string): string => applyMasks(line, masks);

  return {
    annotations,
    masks,
    read(line) {
      const command = parseCommand(line);
      if (command === undefined) return show(line);
      if (stopToken !== undefined) {
        if (command.name === stopToken) stopToken = undefined;
        return show(line);
      }
      switch (command.name) {
        case 'stop-commands':
          stopToken = command.data;
          return show(line);
        case 'add-mask':
          // The runner masks each line of a value of several lines as well.
          masks.push(
            ...new Set([command.data, ...command.data.split(/\r?\n/)].filter((part) => part !== '')),
          );
          return undefined;
        case 'error':
        case 'warning':
        case 'notice':
          annotations.push(annotationOf(command.name, command, show));
          return show(`${command.name === 'error' ? '##[error]' : `##[${command.name}]`}${command.data}`);
        case 'debug':
          return undefined;
        default:
          return show(line);
      }
    },
  };
}

/** Replaces every masked value by `***`, the longest first. */
export function applyMasks(text: string, masks: readonly string[]): string {
  const longest = [...masks].sort((a, b) => b.length - a.length);
  return longest.reduce((masked, value) => masked.replaceAll(value, '***'), text);
}

const known = new Set([
  ...['error', 'warning', 'notice', 'debug', 'add-mask', 'stop-commands', 'group', 'endgroup', 'echo'],
  ...[
    'add-matcher',
    'remove-matcher',
    'set-output',
    'save-state',
    'set-env',
    'add-path',
    'internal-set-repo-path',
  ],
]);

function parseCommand(line: string): Command | undefined {
  const modern = /^::([^\s:]+)(?: ([^:]*(?:::?[^:]+)*?))?::(.*)$/s.exec(line.trimStart());
  if (modern !== null) return commandOf(modern, unescapeData, unescapeProperty);
  const legacy = /##\[([^\s\]]+)(?: ([^\]]*))?\](.*)$/s.exec(line);
  // Unlike `::`, the old form is only a command where its name is one.
  if (legacy === null || !known.has(legacy[1] ?? '')) return undefined;
  return commandOf(legacy, unescapeLegacy, unescapeLegacy);
}

function commandOf(
  match: RegExpExecArray,
  data: (text: string) => string,
  property: (text: string) => string,
): Command {
  const separator = match[0].startsWith('##') ? ';' : ',';
  const pairs = (match[2] ?? '').split(separator).flatMap((pair) => {
    const at = pair.indexOf('=');
    return at < 1 ? [] : [[pair.slice(0, at).trim(), property(pair.slice(at + 1))] as const];
  });
  return { name: match[1] ?? '', properties: Object.fromEntries(pairs), data: data(match[3] ?? '') };
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}

function unescapeLegacy(text: string): string {
  return unescapeData(text.replaceAll('%3B', ';').replaceAll('%5D', ']'));
}

function annotationOf(
  level: Annotation['level'],
  { properties, data }: Command,
  show: (text: string) => string,
): Annotation {
  const numbers = {
    line: properties.line,
    column: properties.col,
    endLine: properties.endLine,
    endColumn: properties.endColumn,
  };
  return {
    level,
    message: show(data),
    ...(properties.title === undefined ? {} : { title: show(properties.title) }),
    ...(properties.file === undefined ? {} : { file: properties.file }),
    ...Object.fromEntries(
      Object.entries(numbers).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, Number(value)]],
      ),
    ),
  };
}

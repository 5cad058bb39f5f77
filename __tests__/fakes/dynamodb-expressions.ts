import type { AttributeValue } from '@aws-sdk/client-dynamodb';

type Item = Record<string, AttributeValue>;

/** The parts of a request that say what to write, and on what condition. */
export interface Expressions {
  readonly ConditionExpression?: string | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue> | undefined;
}

/** Whether the condition of a request holds for an item: AND, OR, parentheses, functions, `=` and `>`. */
export function holds(item: Item | undefined, request: Expressions): boolean {
  const { ConditionExpression: text } = request;
  if (text === undefined) return true;
  const tokens = text.match(/[#:]?[\w.#]+|[()=>]/g) ?? [];
  let at = 0;
  const next = (): string => tokens[at++] ?? '';
  const either = (): boolean => {
    let result = both();
    while (tokens[at] === 'OR') {
      at += 1;
      const other = both();
      result ||= other;
    }
    return result;
  };
  const both = (): boolean => {
    let result = single();
    while (tokens[at] === 'AND') {
      at += 1;
      const other = single();
      result &&= other;
    }
    return result;
  };
  const inParentheses = <T>(read: () => T): T => {
    expect(next(), '(');
    const result = read();
    expect(next(), ')');
    return result;
  };
  const path = (): AttributeValue | undefined => valueAt(item, pathOf(next(), request));
  const single = (): boolean => {
    if (tokens[at] === '(') return inParentheses(either);
    if (tokens[at] === 'attribute_exists') return (at++, inParentheses(path) !== undefined);
    if (tokens[at] === 'attribute_not_exists') return (at++, inParentheses(path) === undefined);
    const left = tokens[at] === 'size' ? (at++, sizeOf(inParentheses(path))) : path();
    const operator = next();
    const right = valueOf(next(), request);
    if (left === undefined) return false;
    if (operator === '>') return Number(left.N) > Number(right.N);
    expect(operator, '=');
    return JSON.stringify(left) === JSON.stringify(right);
  };
  const result = either();
  if (at !== tokens.length)
    throw new TypeError(`this table doesn't understand "${text}" from "${tokens[at]}"`);
  return result;
}

/** The item after an update: SET of values and sums, ADD of numbers, REMOVE. What is read is read before. */
export function updateItem(before: Item, request: Expressions): Item {
  const item = structuredClone(before);
  const clauses = (request.UpdateExpression ?? '').split(/\b(?=SET |ADD |REMOVE )/);
  for (const clause of clauses) {
    const [kind = '', rest = ''] = splitOnce(clause.trim(), ' ');
    for (const action of rest.split(',').map((each) => each.trim())) {
      if (kind === 'SET') {
        const [target, source] = splitOnce(action, ' = ');
        const [first, second] = source.split(' + ');
        write(item, pathOf(target, request), sum([first, second], before, request));
      } else if (kind === 'ADD') {
        const [target = '', value = ''] = action.split(' ');
        const now = Number(valueAt(before, pathOf(target, request))?.N ?? 0);
        write(item, pathOf(target, request), { N: String(now + Number(valueOf(value, request).N)) });
      } else {
        expect(kind, 'REMOVE');
        write(item, pathOf(action, request), undefined);
      }
    }
  }
  return item;
}

function sum(
  [first = '', second]: readonly (string | undefined)[],
  before: Item,
  request: Expressions,
): AttributeValue {
  const operand = (text: string): AttributeValue => {
    const value = text.startsWith(':') ? valueOf(text, request) : valueAt(before, pathOf(text, request));
    if (value === undefined) throw new TypeError(`${text} is not there to be read`);
    return value;
  };
  const value = operand(first);
  return second === undefined ? value : { N: String(Number(value.N) + Number(operand(second).N)) };
}

function write(item: Item, path: readonly string[], value: AttributeValue | undefined): void {
  const name = path.at(-1) ?? '';
  const parent = path.length === 1 ? item : valueAt(item, path.slice(0, -1))?.M;
  // As DynamoDB: a path into what isn't there is a mistake of the request, not a failed condition.
  if (parent === undefined) throw new TypeError(`${path.join('.')} has no parent to be written to`);
  if (value === undefined) delete parent[name];
  else parent[name] = structuredClone(value);
}

function valueAt(item: Item | undefined, path: readonly string[]): AttributeValue | undefined {
  const [name = '', ...rest] = path;
  const value = item?.[name];
  return rest.length === 0 ? value : valueAt(value?.M, rest);
}

const pathOf = (text: string, { ExpressionAttributeNames: names }: Expressions): readonly string[] =>
  text.split('.').map((part) => {
    if (!part.startsWith('#')) return part;
    const name = names?.[part];
    if (name === undefined) throw new TypeError(`${part} is not among the names`);
    return name;
  });

function valueOf(text: string, { ExpressionAttributeValues: values }: Expressions): AttributeValue {
  const value = values?.[text];
  if (value === undefined) throw new TypeError(`${text} is not among the values`);
  return value;
}

const sizeOf = (value: AttributeValue | undefined): AttributeValue.NMember | undefined => {
  const length = value?.M === undefined ? value?.S?.length : Object.keys(value.M).length;
  return length === undefined ? undefined : { N: String(length) };
};

const splitOnce = (text: string, by: string): readonly [string, string] => {
  const at = text.indexOf(by);
  return [text.slice(0, at), text.slice(at + by.length)];
};

function expect(given: string, wanted: string): void {
  if (given !== wanted) throw new TypeError(`this table doesn't understand "${given}" for "${wanted}"`);
}

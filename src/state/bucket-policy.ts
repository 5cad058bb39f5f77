/** One statement of a bucket policy, as far as it is looked into. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly [element: string]: unknown;
}

export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly PolicyStatement[];
  readonly [element: string]: unknown;
}

/** The two statements that keep everyone, its owner included, to TLS 1.2 or better. */
export function tlsStatements(bucketArn: string): readonly PolicyStatement[] {
  const deny = (sid: string, condition: object): PolicyStatement => ({
    Sid: sid,
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: condition,
  });
  return [
    deny('DenyInsecureTransport', { Bool: { 'aws:SecureTransport': 'false' } }),
    deny('DenyOldTls', { NumericLessThan: { 's3:TlsVersion': '1.2' } }),
  ];
}

/** Reads a policy; a lone statement may stand without its array. Undefined: there is no policy. */
export function parsePolicy(text: string | undefined): PolicyDocument | undefined {
  if (text === undefined || text === '') return undefined;
  const document = JSON.parse(text) as PolicyDocument & { Statement?: PolicyStatement | PolicyStatement[] };
  const statements = document.Statement ?? [];
  return { ...document, Statement: Array.isArray(statements) ? statements : [statements as PolicyStatement] };
}

/** The wanted statements that the policy lacks or has otherwise. */
export function missingStatements(
  policy: PolicyDocument | undefined,
  wanted: readonly PolicyStatement[],
): readonly PolicyStatement[] {
  const found = policy?.Statement ?? [];
  return wanted.filter((statement) => !found.some((each) => canonical(each) === canonical(statement)));
}

/** The policy with the wanted statements in it: ones of the same Sid are replaced, all others stay as they are. */
export function withStatements(
  policy: PolicyDocument | undefined,
  wanted: readonly PolicyStatement[],
): PolicyDocument {
  const sids = new Set(wanted.map(({ Sid }) => Sid));
  const others = (policy?.Statement ?? []).filter(({ Sid }) => !sids.has(Sid));
  return { ...(policy ?? { Version: '2012-10-17' }), Statement: [...others, ...wanted] };
}

/**
 * One text for all spellings IAM takes as equal: a lone value or an array of one, arrays in any order, 1.2 or "1.2",
 * and `{"AWS": "*"}` for `"*"` as a principal.
 */
function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    const items = value.map(canonical).sort();
    return items.length === 1 ? (items[0] ?? '') : `[${items.join()}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(String(value));
  const entries = Object.entries(value).map(([key, inner]) => {
    const anyone = key === 'Principal' && canonical(inner) === '{"AWS":"*"}';
    return `${JSON.stringify(key)}:${anyone ? '"*"' : canonical(inner)}`;
  });
  return `{${entries.sort().join()}}`;
}

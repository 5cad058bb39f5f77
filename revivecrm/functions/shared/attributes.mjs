/**
 * Plain values to DynamoDB's attribute values and back, for what this application stores: strings, numbers,
 * booleans, null, lists and maps. (`@aws-sdk/util-dynamodb` does more, and is one more thing to load.)
 */

/** @param {unknown} value @returns {object} DynamoDB's form, e.g. 'x' -> { S: 'x' } */
export function toAttribute(value) {
  if (value === null) return { NULL: true };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number' && Number.isFinite(value)) return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(toAttribute) };
  if (typeof value === 'object') return { M: toItem(value) };
  throw new TypeError(`A ${typeof value} can't be stored in DynamoDB.`);
}

/** @param {object} attribute DynamoDB's form @returns {unknown} the plain value */
export function fromAttribute(attribute) {
  if ('S' in attribute) return attribute.S;
  if ('N' in attribute) return Number(attribute.N);
  if ('BOOL' in attribute) return attribute.BOOL;
  if ('NULL' in attribute) return null;
  if ('L' in attribute) return attribute.L.map(fromAttribute);
  if ('M' in attribute) return fromItem(attribute.M);
  throw new TypeError(`This application stores no DynamoDB ${Object.keys(attribute).join()}.`);
}

/** @param {object} record @returns {object} an item; properties that are undefined are left out */
export function toItem(record) {
  const present = Object.entries(record).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, toAttribute(value)]));
}

/** @param {object} item @returns {object} */
export function fromItem(item) {
  return Object.fromEntries(
    Object.entries(item).map(([name, attribute]) => [name, fromAttribute(attribute)]),
  );
}

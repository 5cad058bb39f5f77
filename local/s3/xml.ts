const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text as it stands between tags; control characters as references, since XML can't hold them otherwise. */
export const escapeXml = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- keys may hold them
  text.replace(/[&<>"\r\u0000-\u0008\u000b-\u001f]/g, (character) => {
    const name = Object.keys(ENTITIES).find((each) => ENTITIES[each] === character);
    return name === undefined ? `&#x${character.charCodeAt(0).toString(16)};` : `&${name};`;
  });

/** What `escapeXml`, or an SDK, wrote. */
export const unescapeXml = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      return ENTITIES[name ?? ''] ?? whole;
    },
  );

/** The contents of every `<name>` of a document of ours or an SDK's: no attributes of interest, none within itself. */
export const elements = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map(
    ([, content = '']) => content,
  );

/** The text of the first `<name>`, or undefined. */
export function elementText(xml: string, name: string): string | undefined {
  const found = elements(xml, name)[0];
  return found === undefined ? undefined : unescapeXml(found.trim());
}

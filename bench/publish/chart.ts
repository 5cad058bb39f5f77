import { compare, SCENARIOS, type Comparison, type Result, type Scenario } from './ratios.ts';

/** Readable on white and on black: GitHub shows a picture in a README on either. */
const COLOURS = {
  text: '#7d8590',
  grid: '#7d859055',
  aws: '#9ea7b3',
  rclone: '#6e8fd8',
  ours: '#2da44e',
} as const;

const SCENARIO_NAMES: Readonly<Record<Scenario, string>> = {
  first: 'first upload',
  unchanged: 'nothing changed',
  changed: '1 % changed',
};
const WIDTH = 860;
const LABEL = 222;
const PANEL = 250;
const GAP = 70;
const BAR = 9;
const ROW = 3 * BAR + 19;
const TOP = 74;
/** A bar of what is slower than aws ends here, before the next panel. */
const MOST_SHARE = 1.1;

/** Ours and rclone as shares of `aws s3 sync --delete` and an invalidation, as an SVG. */
export function drawRatios(
  results: readonly Result[],
  { rounds, latency }: { readonly rounds: number; readonly latency: number },
): string {
  const toAws = ({ against }: Comparison): boolean => against === 'aws';
  const cases = compare(results).filter(toAws);
  const rclone = compare(results, 'rclone').filter(toAws);
  const sizes = [...new Set(cases.map(({ files }) => files))];
  const rows = sizes.flatMap((files) =>
    SCENARIOS.flatMap((scenario) => cases.filter((one) => one.files === files && one.scenario === scenario)),
  );
  const height = TOP + rows.length * ROW + 34;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="13" fill="${COLOURS.text}">`,
    `<title>Time and CPU to publish a site, aws s3 sync = 1</title>`,
    legend(rclone.length > 0),
    ...(['wall', 'cpu'] as const).map((of, index) => panelHead(of, panelAt(index), height - 34)),
    ...rows.map((row, index) => drawRow(row, rclone, TOP + index * ROW)),
    text(WIDTH - 10, height - 10, `medians of ${rounds} rounds in turn, ${latency} ms a request`, 'end', 11),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

const panelAt = (index: number): number => LABEL + index * (PANEL + GAP);

function legend(hasRclone: boolean): string {
  const entries: readonly (readonly [string, string])[] = [
    ['aws s3 sync --delete, then invalidate /*', COLOURS.aws],
    ...(hasRclone ? [['rclone sync --checksum', COLOURS.rclone] as const] : []),
    ['revive-deploy', COLOURS.ours],
  ];
  let x = 10;
  return entries
    .map(([name, colour]) => {
      const drawn = `<rect x="${x}" y="12" width="12" height="12" rx="2" fill="${colour}"/>${text(x + 18, 22, name, 'start')}`;
      x += 46 + name.length * 6.6;
      return drawn;
    })
    .join('');
}

function panelHead(of: 'wall' | 'cpu', x: number, bottom: number): string {
  const lines = [0, 0.5, 1].map((share) => {
    const at = x + share * PANEL;
    return `<line x1="${at}" y1="${TOP - 8}" x2="${at}" y2="${bottom}" stroke="${COLOURS.grid}"/>`;
  });
  return `${text(x, TOP - 20, of === 'wall' ? 'time' : 'CPU', 'start', 14)}${lines.join('')}`;
}

function drawRow(ours: Comparison, rclone: readonly Comparison[], y: number): string {
  const name = `${ours.files.toLocaleString('en')} files, ${SCENARIO_NAMES[ours.scenario]}`;
  const other = rclone.find(({ files, scenario }) => files === ours.files && scenario === ours.scenario);
  const panels = (['wall', 'cpu'] as const).map((of, index) => {
    const x = panelAt(index);
    const share = ours[of].median;
    const otherShare = other?.[of].median;
    // Beside the longer of the two bars: the figure is as high as both.
    const end = Math.min(Math.max(share, otherShare ?? 0), MOST_SHARE) * PANEL;
    return [
      bar({ x, y, share: 1, colour: COLOURS.aws }),
      ...(otherShare === undefined
        ? []
        : [bar({ x, y: y + BAR + 1, share: otherShare, colour: COLOURS.rclone })]),
      bar({ x, y: y + 2 * (BAR + 1), share, colour: COLOURS.ours }),
      text(x + end + 6, y + 3 * BAR + 1, shareText(share), 'start', 12, true),
    ].join('');
  });
  return text(10, y + 2 * BAR, name, 'start') + panels.join('');
}

const shareText = (share: number): string => (share < 0.1 ? share.toFixed(3) : share.toFixed(2));

function bar({ x, y, share, colour }: { x: number; y: number; share: number; colour: string }): string {
  const width = Math.max(2, Math.min(share, MOST_SHARE) * PANEL);
  return `<rect x="${x}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="1.5" fill="${colour}"/>`;
}

const text = (
  x: number,
  y: number,
  content: string,
  anchor: 'start' | 'end',
  size = 13,
  strong = false,
): string =>
  `<text x="${x.toFixed(1)}" y="${y}" text-anchor="${anchor}" font-size="${size}"${strong ? ` font-weight="600" fill="${COLOURS.ours}"` : ''}>${content}</text>`;

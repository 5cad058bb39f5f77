import process from 'node:process';

const styled = process.stdout.isTTY;

export const bold = (text: string): string => (styled ? `\u001b[1m${text}\u001b[22m` : text);
export const dim = (text: string): string => (styled ? `\u001b[2m${text}\u001b[22m` : text);

export const say = (line: string): void => console.log(line);

export function heading(line: string): void {
  say('');
  say(bold(line));
}

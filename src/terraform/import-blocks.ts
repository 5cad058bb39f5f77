import { quote } from './hcl/literal.ts';

/** A file of `import` blocks. Terraform passes over those whose resource its state knows already. */
export const importBlocks = (imports: readonly { readonly to: string; readonly id: string }[]): string =>
  imports.map(({ to, id }) => `import {\n  to = ${to}\n  id = ${quote(id)}\n}\n`).join('\n');

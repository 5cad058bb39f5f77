// Brings the shop's repair orders from Tekmetric into the CRM. As long as nobody has put the access to Tekmetric
// into the secret, it writes sample orders instead, each of them saying so.

import { readAccess } from './secret.mjs';
import { seedSample, syncFrom } from './sync.mjs';

export async function handler() {
  const access = await readAccess(process.env.TEKMETRIC_SECRET);
  return access ? syncFrom(access) : seedSample();
}

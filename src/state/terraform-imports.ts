import type { StateLocation } from '../context/deployment.ts';
import type { Sighting, WantedSetting } from './wanted-setting.ts';
import { WANTED_BUCKET } from './wanted-bucket.ts';

/** One resource of terraform/bootstrap that is there already, and what Terraform imports it by. */
export interface TerraformImport {
  readonly to: string;
  readonly id: string;
}

/**
 * The resource of terraform/bootstrap that holds a setting of the bucket. The bucket's own holds its tags, and the
 * table's all of its settings.
 */
const RESOURCE_OF: Readonly<Record<string, string>> = {
  versioning: 'aws_s3_bucket_versioning.state',
  encryption: 'aws_s3_bucket_server_side_encryption_configuration.state',
  ownership: 'aws_s3_bucket_ownership_controls.state',
  'public access': 'aws_s3_bucket_public_access_block.state',
  policy: 'aws_s3_bucket_policy.state',
  lifecycle: 'aws_s3_bucket_lifecycle_configuration.state',
};

/**
 * What terraform/bootstrap must import so that it changes nothing that is as wanted. Only what is there: an id that
 * doesn't exist stops the whole plan.
 */
export function terraformImports(
  location: StateLocation,
  { bucket, table }: { readonly bucket: Sighting; readonly table: Sighting },
): readonly TerraformImport[] {
  const imports: TerraformImport[] = [];
  if (bucket.kind === 'present') {
    imports.push({ to: 'aws_s3_bucket.state', id: location.bucket });
    WANTED_BUCKET.forEach(({ name }: Pick<WantedSetting<never>, 'name'>, index) => {
      const to = RESOURCE_OF[name];
      if (to === undefined || bucket.findings[index]?.text === 'absent') return;
      imports.push({ to, id: location.bucket });
    });
  }
  if (table.kind === 'present') imports.push({ to: 'aws_dynamodb_table.locks', id: location.lockTable });
  return imports;
}

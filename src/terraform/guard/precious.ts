import type { Attributes } from '../identities/identity.ts';
import { type Look, lookIntoBucket, lookIntoLogGroup, lookIntoTable } from './contents.ts';

/** A kind of resource whose end loses what can't be made again from the configuration. */
export interface PreciousKind {
  /** What it is called: `DynamoDB table`. */
  readonly what: string;
  /** What goes with it: `its items`. Said where nobody looked into it. */
  readonly atStake: string;
  /** False of a resource of this type that isn't precious, by its attributes in the state. Default: all are. */
  readonly isPrecious?: (before: Attributes) => boolean;
  readonly look?: Look;
}

interface PreciousGroup extends PreciousKind {
  readonly types: readonly string[];
}

/**
 * What is precious, the commonest first. A type is here if destroying it loses what the configuration can't bring back:
 * data, secrets and keys, people's accounts, or a name that others point to and that AWS assigns anew (a zone's name
 * servers). A list of types and not a pattern of their names: `aws_ecs_cluster` and `aws_route_table` hold nothing.
 *
 * Left out on purpose, because deploys replace them every day and nothing is lost:
 * - what the configuration itself writes: `aws_s3_object`, `aws_secretsmanager_secret_version`, `aws_dynamodb_table_item`,
 *   `aws_kms_alias`, `aws_route53_record`;
 * - members of a cluster, whose volume stays: `aws_rds_cluster_instance`, `aws_docdb_cluster_instance`,
 *   `aws_neptune_cluster_instance`; groups around databases (`aws_rds_global_cluster`), which may not be deleted before
 *   what they hold; replicas of a table that stays;
 * - machines (`aws_instance`, `aws_lightsail_instance`): cattle here, with what must stay on `aws_ebs_volume`;
 * - schemas and indexes that are built from elsewhere: the Glue catalog, Kendra.
 */
const GROUPS: readonly PreciousGroup[] = [
  {
    what: 'DynamoDB table',
    atStake: 'its items',
    types: ['aws_dynamodb_table'],
    look: lookIntoTable,
  },
  {
    what: 'S3 bucket',
    atStake: 'its objects and their versions',
    types: ['aws_s3_bucket'],
    look: lookIntoBucket,
  },
  {
    what: 'bucket',
    atStake: 'its objects',
    types: [
      'aws_lightsail_bucket',
      'aws_s3_directory_bucket',
      'aws_s3control_bucket',
      'aws_s3tables_table_bucket',
    ],
  },
  {
    what: 'secret',
    atStake: 'its value and earlier versions',
    types: ['aws_secretsmanager_secret'],
  },
  {
    what: 'secret parameter',
    atStake: 'its value and earlier versions',
    types: ['aws_ssm_parameter'],
    // A plain one is configuration, and the configuration writes it again.
    isPrecious: ({ type }) => type === 'SecureString',
  },
  {
    what: 'table',
    atStake: 'its rows',
    types: [
      'aws_keyspaces_keyspace',
      'aws_keyspaces_table',
      'aws_s3tables_table',
      'aws_simpledb_domain',
      'aws_timestreamwrite_database',
      'aws_timestreamwrite_table',
    ],
  },
  {
    what: 'database',
    atStake: 'its data, and the backups that AWS made of it',
    types: [
      'aws_db_instance',
      'aws_docdb_cluster',
      'aws_docdbelastic_cluster',
      'aws_dsql_cluster',
      'aws_finspace_kx_database',
      'aws_lightsail_database',
      'aws_memorydb_cluster',
      'aws_neptune_cluster',
      'aws_neptunegraph_graph',
      'aws_qldb_ledger',
      'aws_rds_cluster',
      'aws_redshift_cluster',
      'aws_redshiftserverless_namespace',
      'aws_timestreaminfluxdb_db_instance',
    ],
  },
  {
    // Some keep the only copy in one, and where not, what stands behind a cold cache falls over.
    what: 'cache',
    atStake: 'its entries',
    types: [
      'aws_dax_cluster',
      'aws_elasticache_cluster',
      'aws_elasticache_replication_group',
      'aws_elasticache_serverless_cache',
    ],
  },
  {
    what: 'search domain',
    atStake: 'its indexes',
    types: [
      'aws_cloudsearch_domain',
      'aws_elasticsearch_domain',
      'aws_opensearch_domain',
      'aws_opensearchserverless_collection',
    ],
  },
  {
    what: 'user pool',
    atStake: 'the accounts of its users, and their passwords, which nobody can export',
    types: ['aws_cognito_user_pool'],
  },
  {
    what: 'identity pool',
    atStake: 'the identities that its users have',
    types: ['aws_cognito_identity_pool'],
  },
  {
    what: 'directory',
    atStake: 'its accounts',
    types: ['aws_directory_service_directory'],
  },
  {
    what: 'key',
    atStake: 'all that was encrypted with it, which nobody could read any more',
    types: [
      'aws_cloudhsm_v2_cluster',
      'aws_kms_custom_key_store',
      'aws_kms_external_key',
      'aws_kms_key',
      'aws_kms_replica_external_key',
      'aws_kms_replica_key',
    ],
  },
  {
    what: 'certificate authority',
    atStake: 'its private key',
    types: ['aws_acmpca_certificate_authority'],
  },
  {
    // Also one without a retention: it keeps its events for ever.
    what: 'log group',
    atStake: 'its log events',
    types: ['aws_cloudwatch_log_group'],
    // Then Terraform only forgets it.
    isPrecious: ({ skip_destroy }) => skip_destroy !== true,
    look: lookIntoLogGroup,
  },
  {
    what: 'record of events',
    atStake: 'its events',
    types: [
      'aws_cloudtrail_event_data_store',
      'aws_cloudwatch_event_archive',
      'aws_cloudwatch_log_stream',
      'aws_prometheus_workspace',
    ],
  },
  {
    what: 'file system',
    atStake: 'its files',
    types: [
      'aws_efs_file_system',
      'aws_finspace_kx_volume',
      'aws_fsx_file_cache',
      'aws_fsx_lustre_file_system',
      'aws_fsx_ontap_file_system',
      'aws_fsx_ontap_storage_virtual_machine',
      'aws_fsx_ontap_volume',
      'aws_fsx_openzfs_file_system',
      'aws_fsx_openzfs_volume',
      'aws_fsx_windows_file_system',
    ],
  },
  {
    what: 'volume',
    atStake: 'its files',
    types: [
      'aws_ebs_volume',
      'aws_lightsail_disk',
      'aws_storagegateway_cached_iscsi_volume',
      'aws_storagegateway_stored_iscsi_volume',
      'aws_workspaces_workspace',
    ],
  },
  {
    // What is left when all else is lost.
    what: 'backup',
    atStake: 'what was saved in it',
    types: [
      'aws_ami',
      'aws_ami_copy',
      'aws_ami_from_instance',
      'aws_backup_logically_air_gapped_vault',
      'aws_backup_vault',
      'aws_db_cluster_snapshot',
      'aws_db_snapshot',
      'aws_db_snapshot_copy',
      'aws_docdb_cluster_snapshot',
      'aws_ebs_snapshot',
      'aws_ebs_snapshot_copy',
      'aws_ebs_snapshot_import',
      'aws_fsx_backup',
      'aws_fsx_openzfs_snapshot',
      'aws_glacier_vault',
      'aws_memorydb_snapshot',
      'aws_neptune_cluster_snapshot',
      'aws_rds_cluster_snapshot_copy',
      'aws_redshift_cluster_snapshot',
      'aws_redshiftserverless_snapshot',
    ],
  },
  {
    what: 'DNS zone',
    atStake: 'the name servers that its registrar points to; a new zone gets others',
    types: ['aws_route53_zone'],
  },
  {
    // A stream is often the only record of what happened; a queue holds someone's order for up to fourteen days.
    what: 'queue or stream',
    atStake: 'the messages in it',
    types: [
      'aws_kinesis_stream',
      'aws_kinesis_video_stream',
      'aws_mq_broker',
      'aws_msk_cluster',
      'aws_msk_serverless_cluster',
      'aws_sqs_queue',
    ],
  },
  {
    what: 'registry or repository',
    atStake: 'what was pushed to it',
    types: [
      'aws_codeartifact_domain',
      'aws_codeartifact_repository',
      'aws_codecommit_repository',
      'aws_ecr_repository',
      'aws_ecrpublic_repository',
    ],
  },
  {
    what: 'workspace',
    atStake: 'its dashboards',
    types: ['aws_grafana_workspace'],
  },
  {
    what: 'CloudFormation stack',
    atStake: 'whatever its template made, which this plan does not tell',
    types: ['aws_cloudformation_stack', 'aws_serverlessapplicationrepository_cloudformation_stack'],
  },
];

const KINDS: ReadonlyMap<string, PreciousKind> = new Map(
  GROUPS.flatMap(({ types, ...kind }) => types.map((type) => [type, kind] as const)),
);

/** Every type of resource that can be precious. */
export const PRECIOUS_TYPES: readonly string[] = [...KINDS.keys()];

/** What a type of resource holds that can't be made again; undefined where that is nothing. */
export const preciousKind = (type: string): PreciousKind | undefined => KINDS.get(type);

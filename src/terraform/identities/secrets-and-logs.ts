import { type ResourceIdentity, everyPage, found, orAbsent, part } from './identity.ts';

/** Secrets and log groups, by name; of a secret's versions the current one. */
export const SECRETS_AND_LOGS: Readonly<Record<string, ResourceIdentity>> = {
  // One that is scheduled for deletion keeps its name: it is there.
  aws_secretsmanager_secret: {
    assignedBy: 'key',
    key: { name: 'name' },
    find: async ({ aws, region }, key) => {
      const secrets = await aws.secretsManager(region);
      const answer = await orAbsent(
        secrets.describeSecret({ SecretId: part(key, 'name') }),
        'ResourceNotFoundException',
      );
      return found(answer?.ARN);
    },
    isReady: async ({ aws, region }, id) => {
      const { DeletedDate } = await (await aws.secretsManager(region)).describeSecret({ SecretId: id });
      return DeletedDate === undefined;
    },
  },
  // Made anew it would take the place of the current value, which a person may have put there.
  aws_secretsmanager_secret_version: {
    assignedBy: 'aws',
    within: { type: 'aws_secretsmanager_secret', part: 'secret' },
    key: { secret: { id: 'secret_id' } },
    find: async ({ aws, region }, key) => {
      const secrets = await aws.secretsManager(region);
      const answer = await orAbsent(
        secrets.describeSecret({ SecretId: part(key, 'secret') }),
        'ResourceNotFoundException',
      );
      const versions = Object.entries(answer?.VersionIdsToStages ?? {});
      return versions.flatMap(([version, stages]) =>
        stages.includes('AWSCURRENT') ? [`${answer?.ARN}|${version}`] : [],
      );
    },
  },
  aws_cloudwatch_log_group: {
    assignedBy: 'key',
    key: { name: 'name' },
    find: async ({ aws, region }, key) => {
      const logs = await aws.cloudWatchLogs(region);
      const name = part(key, 'name');
      const groups = await everyPage(
        (nextToken) =>
          logs.describeLogGroups({ logGroupNamePrefix: name, ...(nextToken ? { nextToken } : {}) }),
        ({ logGroups, nextToken }) => ({ items: logGroups, next: nextToken }),
      );
      return groups.some(({ logGroupName }) => logGroupName === name) ? [name] : [];
    },
  },
};

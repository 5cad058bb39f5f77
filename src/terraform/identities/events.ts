import { type ResourceIdentity, everyPage, found, orAbsent, part } from './identity.ts';

/** The bus and the rule of `rule` and of `bus/rule`. */
const ruleName = (rule: string): string => rule.split('/').at(-1) ?? rule;
const prefix = (bus: string): string => (bus === 'default' ? '' : `${bus}/`);
const BUS = { id: 'event_bus_name', otherwise: 'default' } as const;
const ABSENT = 'ResourceNotFoundException';

/** EventBridge: buses, rules and their targets, schedules and their groups; all by name. */
export const EVENTS: Readonly<Record<string, ResourceIdentity>> = {
  aws_cloudwatch_event_bus: {
    assignedBy: 'key',
    key: { name: 'name' },
    find: async ({ aws, region }, key) => {
      const bridge = await aws.eventBridge(region);
      return found((await orAbsent(bridge.describeEventBus({ Name: part(key, 'name') }), ABSENT))?.Name);
    },
  },
  aws_cloudwatch_event_rule: {
    assignedBy: 'key',
    key: { name: 'name', bus: BUS },
    find: async ({ aws, region }, key) => {
      const bridge = await aws.eventBridge(region);
      const [Name, EventBusName] = [part(key, 'name'), part(key, 'bus')];
      const answer = await orAbsent(bridge.describeRule({ Name, EventBusName }), ABSENT);
      return answer === undefined ? [] : [`${prefix(EventBusName)}${Name}`];
    },
  },
  aws_cloudwatch_event_target: {
    assignedBy: 'key',
    within: { type: 'aws_cloudwatch_event_rule', part: 'rule' },
    key: { rule: { id: 'rule' }, target: 'target_id', bus: BUS },
    find: async ({ aws, region }, key) => {
      const bridge = await aws.eventBridge(region);
      const [Rule, EventBusName, target] = [
        ruleName(part(key, 'rule')),
        part(key, 'bus'),
        part(key, 'target'),
      ];
      const targets = await orAbsent(
        everyPage(
          (NextToken) =>
            bridge.listTargetsByRule({ Rule, EventBusName, ...(NextToken ? { NextToken } : {}) }),
          ({ Targets, NextToken }) => ({ items: Targets, next: NextToken }),
        ),
        ABSENT,
      );
      return targets?.some(({ Id }) => Id === target) ? [`${prefix(EventBusName)}${Rule}/${target}`] : [];
    },
  },
  aws_scheduler_schedule: {
    assignedBy: 'key',
    key: { name: 'name', group: { id: 'group_name', otherwise: 'default' } },
    find: async ({ aws, region }, key) => {
      const scheduler = await aws.scheduler(region);
      const [Name, GroupName] = [part(key, 'name'), part(key, 'group')];
      const answer = await orAbsent(scheduler.getSchedule({ Name, GroupName }), ABSENT);
      return answer === undefined ? [] : [`${GroupName}/${Name}`];
    },
  },
  aws_scheduler_schedule_group: {
    assignedBy: 'key',
    key: { name: 'name' },
    find: async ({ aws, region }, key) => {
      const scheduler = await aws.scheduler(region);
      const answer = await orAbsent(scheduler.getScheduleGroup({ Name: part(key, 'name') }), ABSENT);
      return found(answer?.Name);
    },
  },
};

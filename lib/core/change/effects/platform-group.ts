import { PLATFORM_GROUP } from '../../model/node-group';
import { includes } from '../../platform/release';
import type { ChangeContext, Side } from '../effect';

type Cluster = Side<'Kubernetes'>;

/** Whether a cluster's object names a group, rather than the platform. */
export const isWritten = ({ written }: Cluster, group: string): boolean => {
  const groups = written.nodeGroups;
  return typeof groups === 'object' && groups !== null && Object.hasOwn(groups, group);
};

const mergesOwn = ({ profile }: ChangeContext): boolean => includes({ until: PLATFORM_GROUP.until }, profile.release);

/** Whether the platform's own group, which a cluster had changed, goes back to how the platform has it. */
export const fallsBack = (group: string, before: Cluster, after: Cluster, context: ChangeContext): boolean =>
  mergesOwn(context) && group === PLATFORM_GROUP.name && isWritten(before, group) && !isWritten(after, group);

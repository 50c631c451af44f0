import { HikubeError } from '../core/issue';
import type { PlatformProfile, ProfileAdditions } from '../core/platform/profile';
import { decode, readYaml } from '../yaml/documents';
import { visible } from './formats/visible';
import { contentOf } from './input';
import { Unusable } from './io';

/**
 * The profile with what a file says of the provider: `storageClasses: [fast]`, `instanceTypes: {x1.large: {cpu: 4, memory:
 * 16Gi}}`, `gpus: {L4: {device: nvidia.com/L4}}`. Throws where the file cannot be read or says something else.
 */
export function withAdditions(profile: PlatformProfile, file: string, cwd: string): PlatformProfile {
  const name = `"${visible(file)}"`;
  const decoded = decode(contentOf(file, cwd));
  if ('fault' in decoded) throw new Unusable(`${name}: ${decoded.fault.message}`);
  const { documents, faults } = readYaml(decoded.text);
  if (faults[0]) throw new Unusable(`${name}, line ${faults[0].line}: ${faults[0].message}`);
  const [document] = documents;
  if (!document || documents.length > 1) throw new Unusable(`${name} has to hold one YAML document.`);
  try {
    return profile.with(document.value as ProfileAdditions);
  } catch (error) {
    if (!HikubeError.isHikubeError(error)) throw error;
    const { message, remedy } = error.issues[0]!;
    throw new Unusable(`${name}: ${message} ${remedy}`);
  }
}

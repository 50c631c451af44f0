import { choiceFault } from '../choice';
import type { HikubeError } from '../issue';
import { isRecord, quote } from '../json';
import { Quantity } from '../quantity';
import { HIKUBE, type MachineSize } from './instance-types';

/** The shape of one machine: its virtual CPUs and memory. The catalogue is the provider's. */
export class InstanceType {
  private constructor(
    /** The name, such as `s1.large`. */
    public readonly name: string,
    /** How large it is, if that is known. */
    public readonly size: MachineSize | undefined,
    /** Whether the program itself says that the type exists. */
    public readonly asserted: boolean,
  ) {}

  private static known(name: string): InstanceType {
    return new InstanceType(name, HIKUBE[name], false);
  }

  /** Standard, shared CPU: 1 vCPU, 2 GiB (Hikube only). */
  public static readonly S1_SMALL = InstanceType.known('s1.small');
  /** Standard, shared CPU: 2 vCPU, 4 GiB (Hikube only). */
  public static readonly S1_MEDIUM = InstanceType.known('s1.medium');
  /** Standard, shared CPU: 4 vCPU, 8 GiB (Hikube only). */
  public static readonly S1_LARGE = InstanceType.known('s1.large');
  /** Standard, shared CPU: 8 vCPU, 16 GiB (Hikube only). */
  public static readonly S1_XLARGE = InstanceType.known('s1.xlarge');
  /** Standard, shared CPU: 12 vCPU, 24 GiB (Hikube only). */
  public static readonly S1_3LARGE = InstanceType.known('s1.3large');
  /** Standard, shared CPU: 16 vCPU, 32 GiB (Hikube only). */
  public static readonly S1_2XLARGE = InstanceType.known('s1.2xlarge');
  /** Standard, shared CPU: 24 vCPU, 48 GiB (Hikube only). */
  public static readonly S1_3XLARGE = InstanceType.known('s1.3xlarge');
  /** Standard, shared CPU: 32 vCPU, 64 GiB (Hikube only). */
  public static readonly S1_4XLARGE = InstanceType.known('s1.4xlarge');
  /** Standard, shared CPU: 64 vCPU, 128 GiB (Hikube only). */
  public static readonly S1_8XLARGE = InstanceType.known('s1.8xlarge');
  /** Universal: 1 vCPU, 4 GiB. */
  public static readonly U1_MEDIUM = InstanceType.known('u1.medium');
  /** Universal: 2 vCPU, 8 GiB. */
  public static readonly U1_LARGE = InstanceType.known('u1.large');
  /** Universal: 4 vCPU, 16 GiB. */
  public static readonly U1_XLARGE = InstanceType.known('u1.xlarge');
  /** Universal: 8 vCPU, 32 GiB. */
  public static readonly U1_2XLARGE = InstanceType.known('u1.2xlarge');
  /** Universal: 16 vCPU, 64 GiB. */
  public static readonly U1_4XLARGE = InstanceType.known('u1.4xlarge');
  /** Universal: 32 vCPU, 128 GiB. */
  public static readonly U1_8XLARGE = InstanceType.known('u1.8xlarge');
  /** Memory: 2 vCPU, 16 GiB. */
  public static readonly M1_LARGE = InstanceType.known('m1.large');
  /** Memory: 4 vCPU, 32 GiB. */
  public static readonly M1_XLARGE = InstanceType.known('m1.xlarge');
  /** Memory: 8 vCPU, 64 GiB. */
  public static readonly M1_2XLARGE = InstanceType.known('m1.2xlarge');
  /** Memory: 16 vCPU, 128 GiB. */
  public static readonly M1_4XLARGE = InstanceType.known('m1.4xlarge');
  /** Memory: 32 vCPU, 256 GiB. */
  public static readonly M1_8XLARGE = InstanceType.known('m1.8xlarge');

  /**
   * A type of another name.
   *
   * @param name as the provider calls it
   * @param size given, it says that the type exists at your provider although this library's profile has none of it;
   *   left out, the profile has to know the name
   * @throws HikubeError HK1106 if the name is no text or the size is ill-formed
   */
  public static of(name: string, size?: MachineSize): InstanceType {
    if (typeof name !== 'string' || name === '') throw fault(`The instance type is ${quote(name)}.`);
    if (size === undefined) return new InstanceType(name, undefined, false);
    const memory = isRecord(size) ? Quantity.parse(size.memory) : undefined;
    if (
      !isRecord(size) ||
      !Number.isSafeInteger(size.cpu) ||
      size.cpu < 1 ||
      !memory ||
      memory.compare(Quantity.ZERO) <= 0
    ) {
      throw fault(`The size of instance type ${quote(name)} is ${quote(size)}.`);
    }
    return new InstanceType(name, Object.freeze({ cpu: size.cpu, memory: String(size.memory) }), true);
  }

  public toString(): string {
    return this.name;
  }
}

function fault(message: string): HikubeError {
  return choiceFault(
    message,
    'The name goes to the platform as it is, and the size is what capacities are computed from.',
    "Write InstanceType.of('x1.large', { cpu: 4, memory: '16Gi' }).",
  );
}

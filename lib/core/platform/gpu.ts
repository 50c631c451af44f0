import { choiceFault } from '../choice';
import { quote } from '../json';

/** A GPU model, attached whole to a machine. */
export class Gpu {
  private constructor(
    /** The device name that the platform attaches, such as `nvidia.com/AD102GL_L40S`. */
    public readonly device: string,
  ) {}

  /** NVIDIA L40S, 48 GB: inference and development. */
  public static readonly L40S = new Gpu('nvidia.com/AD102GL_L40S');
  /** NVIDIA A100, 80 GB: training. */
  public static readonly A100 = new Gpu('nvidia.com/GA100_A100_PCIE_80GB');
  /** NVIDIA H100, 80 GB: large language models. */
  public static readonly H100 = new Gpu('nvidia.com/H100_94GB');

  /**
   * A GPU by its device name.
   *
   * @throws HikubeError HK1106 if the name is not of the form `vendor/device`
   */
  public static of(device: string): Gpu {
    if (typeof device !== 'string' || !/^[a-z0-9.-]+\/[A-Za-z0-9._-]+$/.test(device)) {
      throw choiceFault(
        `The GPU device is ${quote(device)}.`,
        'KubeVirt attaches devices by their resource name.',
        'Write a name such as "nvidia.com/AD102GL_L40S".',
      );
    }
    return new Gpu(device);
  }

  public toString(): string {
    return this.device;
  }
}

import { pointer as pointerTo, quote } from '../../json';

/** What is wrong at one place of a file. */
export interface FileFault {
  /** A JSON pointer to what is wrong, or to the object that lacks something. */
  readonly pointer: string;
  readonly message: string;
  readonly remedy: string;
}

/** Where in a file somebody reads, and what was found wrong there and elsewhere. */
export class Place {
  public constructor(
    public readonly faults: FileFault[],
    public readonly pointer = '',
    private readonly path = '',
  ) {}

  public key(key: string): Place {
    return new Place(this.faults, this.pointer + pointerTo(key), this.path === '' ? key : `${this.path}.${key}`);
  }

  public item(index: number): Place {
    return new Place(this.faults, this.pointer + pointerTo(index), `${this.path}[${index}]`);
  }

  /** What a reader is told this place is. */
  public get name(): string {
    return this.path === '' ? 'The description' : `The field ${quote(this.path)}`;
  }

  public fault(message: string, remedy: string): undefined {
    this.faults.push({ pointer: this.pointer, message, remedy });
    return undefined;
  }

  /** A value of another kind than is wanted. */
  public wrong(value: unknown, wanted: string, remedy = `Write ${wanted}.`): undefined {
    return this.fault(`${this.name} has to be ${wanted}, but is ${quote(value)}.`, remedy);
  }
}

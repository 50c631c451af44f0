import http from 'node:http';
import { Duplex } from 'node:stream';
import type { Endpoint } from '../../../lib/live/http-transport';

/** Two ends of one connection, without a network. */
function connection(): [Duplex, Duplex] {
  const ends: Duplex[] = [];
  const end = (other: () => Duplex): Duplex =>
    new Duplex({
      read: () => undefined,
      write: (chunk, _encoding, done) => {
        other().push(chunk);
        done();
      },
      final: (done) => {
        other().push(null);
        done();
      },
      destroy: (error, done) => {
        if (!other().destroyed) other().destroy(error ? reset() : undefined);
        done(error);
      },
    });
  ends.push(
    end(() => ends[1]!),
    end(() => ends[0]!),
  );
  return [ends[0]!, ends[1]!];
}

const reset = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

/** Node's own HTTP server and client, joined in memory: everything is real but the wire. */
export function endpointOf(
  answer: http.RequestListener,
  options: (wanted: { renew: boolean }) => object = () => ({}),
): Endpoint {
  const server = http.createServer(answer);
  class Agent extends http.Agent {
    public override createConnection(): Duplex {
      const [near, far] = connection();
      server.emit('connection', far);
      return near;
    }
  }
  return {
    server: new URL('http://api.acme.example:6443/base/'),
    options: (wanted) => Promise.resolve({ agent: new Agent(), ...options(wanted) }),
  };
}

/** An endpoint whose connections never come about, with the error that Node would tell. */
export function unreachable(error: Error): Endpoint {
  class Agent extends http.Agent {
    public override createConnection(): Duplex {
      const socket = new Duplex({ read: () => undefined, write: () => undefined });
      process.nextTick(() => socket.destroy(error));
      return Object.assign(socket, { connecting: true });
    }
  }
  return { server: new URL('http://api.acme.example'), options: () => Promise.resolve({ agent: new Agent() }) };
}

/** An endpoint to which a connection is never made. */
export function silent(): Endpoint {
  class Agent extends http.Agent {
    public override createConnection(): Duplex {
      return Object.assign(new Duplex({ read: () => undefined, write: () => undefined }), { connecting: true });
    }
  }
  return { server: new URL('http://api.acme.example'), options: () => Promise.resolve({ agent: new Agent() }) };
}

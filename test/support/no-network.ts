import net from 'node:net';

// A test that reaches for the network is wrong wherever it runs, so it fails the same way everywhere.
net.Socket.prototype.connect = function refuse(): never {
  throw new Error('tests do not use the network');
};

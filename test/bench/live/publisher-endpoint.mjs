/** The peers' way to be told of an event: `POST` with the words of a comment. Prints where the server serves. */
export function servePublisher(server, publish) {
  server.on('request', (request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      publish(Buffer.concat(parts).toString());
      response.writeHead(204).end();
    });
  });
  // Else a server that has been busy for long ends connections on which the next request waits already.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1', () =>
    console.log(`The peer serves http://127.0.0.1:${server.address().port}`),
  );
  process.on('SIGTERM', () => process.exit(0));
}

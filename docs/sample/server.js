const { createServer } = require('node:http');

createServer((_request, response) => response.end('Hello from a container\n')).listen(process.env.PORT ?? 8080);

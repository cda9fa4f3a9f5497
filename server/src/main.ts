import { createConnection } from 'vscode-languageserver/node';
import { startServer } from './server';

const usage = `Usage: quayside-language-server --stdio

The language server of Quayside for Dockerfiles. It speaks the Language Server Protocol over
--stdio         standard input and output
--node-ipc      the channel of a Node.js parent process
--socket=PORT   a TCP socket
--pipe=NAME     a named pipe
`;

const transports = ['--stdio', '--node-ipc', '--socket', '--pipe'];
const [first] = process.argv.slice(2).filter((argument) => argument === '--help' || argument === '-h');

if (first) {
  process.stdout.write(usage);
} else if (process.argv.some((argument) => transports.includes(argument.split('=', 1)[0] ?? ''))) {
  startServer(createConnection());
} else {
  process.stderr.write(usage);
  process.exitCode = 2;
}

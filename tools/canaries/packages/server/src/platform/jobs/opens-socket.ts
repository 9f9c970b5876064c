// fails: libraries
import { WebSocketServer } from 'ws';
export const Server = WebSocketServer;

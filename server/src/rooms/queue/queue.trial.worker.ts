import { parentPort, workerData } from 'node:worker_threads';
import { compareDay } from '@huiting/queueing/what-if';
import type { CompareDayInput } from '@huiting/queueing/what-if';

parentPort!.postMessage(compareDay(workerData as CompareDayInput));

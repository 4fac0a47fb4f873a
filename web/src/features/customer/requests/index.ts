export { CustomerRequests } from './customer-requests.tsx';

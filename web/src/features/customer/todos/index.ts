export { CustomerTodos } from './customer-todos.tsx';
export { TodoList } from './todo-list.tsx';

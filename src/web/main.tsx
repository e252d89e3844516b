document.getElementById('root');
export {};

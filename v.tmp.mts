import { readConfig } from './src/config.ts'
console.log(readConfig({ CODE_LISTS_FILE: 'openapi/code-lists.example.json', DATA_DIR: '/tmp/x' }).referenceLists.version)

// Reads ONNX files with Netron's own reader, as its window does before it draws them.
//
//     node netron.mjs FOLDER_OF_NETRON FILE...     prints {file: {inputs, outputs, nodes}} as JSON
//
// FOLDER_OF_NETRON holds the modules of the Python package netron, and a package.json that says they are modules.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, ...files] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(folder, name)));
const [base, protobuf, onnx] = await Promise.all(['base.js', 'protobuf.js', 'onnx.js'].map(load));

const read = async (file) => {
    const stream = new base.BinaryStream(new Uint8Array(readFileSync(file)));
    const context = {
        identifier: basename(file),
        stream,
        tags: async () => new Map(),
        peek: async () => null,
        set: (type, value) => Object.assign(context, { type, value }),
        read: async () => protobuf.BinaryReader.open(stream),
        require: (name) => load(`${name}.js`),
        asset: async (name) => readFileSync(join(folder, name), 'utf-8'),
        error: (error) => { throw error; },
    };
    const factory = new onnx.ModelFactory();
    await factory.match(context);
    const model = await factory.open(context);
    const [graph] = model.modules;
    const names = (list) => list.map((argument) => argument.name);
    return { inputs: names(graph.inputs), outputs: names(graph.outputs), nodes: graph.nodes.length };
};

const found = {};
for (const file of files) {
    found[basename(file)] = await read(file);
}
console.log(JSON.stringify(found));

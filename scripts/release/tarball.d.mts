export function pack(folder: string, to: string): Promise<string>;
export function packedFiles(folder: string): Promise<string[]>;
export function goldenFiles(): Promise<string[]>;
export function sha256(file: string): Promise<string>;

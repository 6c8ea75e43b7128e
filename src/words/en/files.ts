import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What is said of files that a config names, and of the config's own, in English. */
export const fileSentences = {
  'path-with-nul': () => 'The path has a NUL character.',
  'write-path-in-folder': () => 'Write the path of a file in this folder.',
  'path-is-url': () => 'This is a URL, not a file.',
  'put-file-beside': () => 'Put the file beside this one and write its path.',
  'path-with-tilde': () => '"~" is not expanded here.',
  'write-relative': () => 'Write the path relative to this file.',
  'link-to-itself': () => 'The path is a link that leads to itself.',
  'file-missing': () => 'The file does not exist.',
  'write-slashes': () => 'Write "/" between folders, not "\\".',
  'file-in-other-form': () =>
    'The file does not exist: its name on disk has the same letters in another Unicode form (NFC, NFD).',
  'rename-anew': () => 'Rename the file, typing its name anew: other machines would not find it either.',
  'paths-start-here': () => 'Paths start at the folder of this configuration.',
  'file-differs-in-case': () =>
    "The file's name on disk differs in upper and lower case; other machines would not find it.",
  'write-name': ({ name }: { name: string }) => `Write \`${name}\`.`,
  'file-outside': () => 'The file lies outside the folder of this configuration.',
  'move-file-here': () => 'Move it here; whoever runs kefu can allow another folder with KEFU_ALLOW_PATHS.',
  'run-in-common-folder': () =>
    'Run kefu in a folder that holds both files; or allow the other with KEFU_ALLOW_PATHS.',
  'file-replaced': () => 'The file was replaced while kefu opened it.',
  'path-to-folder': () => 'The path leads to a folder, not to a file.',
  'path-to-special': () => 'The path leads to a device, pipe or socket, not to a file.',
  'write-file-path': () => 'Write the path of a file.',
  'file-too-large': ({ size }: { size: string }) => `The file is larger than ${size}.`,
  'make-smaller': () => 'Make it smaller, or name the right file.',
  'file-unreadable': ({ code }: { code: string }) => `The file can't be read (${code}).`,
  'check-permissions': () => 'Check the permissions of file and folders.',
  'config-path-empty': () => 'The path of a file is empty: none is named.',
  'name-yaml-not-variable': () => 'Name a YAML file; a variable of the shell that is not set leaves nothing.',
  'config-not-found': ({ file }: { file: string }) => `There is no file ${file}.`,
  'init-or-config': () => 'Run `kefu init` to write one, or name it with --config.',
  'meant-file': ({ near }: { near: string }) => `Did you mean ${near}?`,
  'config-too-large': ({ file, kibibytes }: { file: string; kibibytes: number }) =>
    `${file} is larger than ${kibibytes} KiB.`,
  'is-it-the-right-file': () => 'A hundred accounts take a tenth of that: is it the right file?',
  'config-is-dead-link': ({ file }: { file: string }) => `${file} is a link that leads to nothing.`,
  'config-unread': ({ file, why }: { file: string; why: string }) => `${file} ${why}.`,
  'check-config-permissions': () => 'Check the permissions of the file and its folders.',
  'name-yaml-file': () => 'Name a YAML file.',
  'saved-as': ({ file, encoding }: { file: string; encoding: string }) => `${file} is saved as ${encoding}.`,
  'not-utf8-from-here': () => 'The file is not UTF-8 from here on.',
  'saved-as-seen-here': ({ file, encoding }: { file: string; encoding: string }) =>
    `${file} is saved as ${encoding}; this is the first line where it shows.`,
  'extended-no-mapping': ({ file }: { file: string }) =>
    `${file} is extended, but holds no mapping of keys and values.`,
  'write-config-keys': () => 'Write keys of a configuration in it, such as `policy:` or `accounts:`.',
  'version-other': () => '`version` is another one than 1, the only one there is.',
  'write-1': () => 'Write 1.',
  'extends-form': () => '`extends` takes the path of a YAML file, or a list of such paths.',
  'write-extends': () => 'Write it relative to this file, such as `extends: [../base.yaml]`.',
  'extends-too-many': ({ files, deep }: { files: number; deep: number }) =>
    `A configuration is made of more than ${counted(files, 'file')}, or of files that extend each other more than ${deep} deep.`,
  'put-into-one-file': () => 'Put what belongs together into one file.',
  'extends-cycle': ({ way }: { way: readonly string[] }) =>
    `Files extend each other in a circle: ${way.join(' → ')}.`,
  'remove-one-extends': () => 'Remove one of these `extends`.',
  'extends-twice': ({ path }: { path: string }) => `\`${path}\` stands in this list twice.`,
  'later-file-wins': () =>
    'Remove one of the two; what a later file of the list says wins over the earlier ones.',
  'without-form': () => '`without` takes a list of what is left out of the extended files.',
  'write-without': () => 'Name each with dots, such as `without: [accounts.carol, accounts.bob.worker]`.',
  'without-unknown': ({ entry }: { entry: string }) => `The extended files have no \`${entry}\`.`,
  'correct-or-remove': () => 'Correct the name, or remove it here.',
  'save-as-utf8': () => 'Save it as UTF-8 (另存为 → 编码 → UTF-8).',
  'unread-missing': () => 'does not exist',
  'unread-no-folder': () => "can't be there: a part of its path is no folder",
  'unread-link': () => 'is a symbolic link, which kefu does not follow here',
  'unread-folder': () => 'is a folder, not a file',
  'unread-special': () => 'is a device, pipe or socket, not a file',
  'unread-too-large': ({ most }: { most: string }) => `is larger than ${most}`,
  'unread-refused': ({ code }: { code: string }) => `can't be read (${code})`,
  'make-room': () => 'The disk is full: make room on it.',
  'quota-used-up': () => 'The quota of this user on that disk is used up: make room, or have it raised.',
  'place-is-read-only': () => 'The disk may only be read there: name another place, or mount it for writing.',
  'too-many-files-here': () =>
    'This process may open no more files: raise its limit (ulimit -n), or do less at the same time.',
  'too-many-files-there': () =>
    'This machine may open no more files: raise its limit (fs.file-max), or end what has so many open.',
  'name-too-long': () => 'The name or the path is too long for that disk: shorten it.',
  'links-in-a-circle': () =>
    'Links on the way lead in a circle, or the name is a link: name the file itself.',
  'file-on-the-way': () => 'A part of the path before it is a file, not a folder: name another place.',
};

export const say = sayer(fileSentences);

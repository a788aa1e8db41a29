"""How the text at the cursor goes on, judged by how it went on before."""

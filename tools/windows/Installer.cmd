@echo off
chcp 65001 >nul
setlocal DisableDelayedExpansion
set "OUTILS=%~dp0outils"
for %%V in (VERSIONS) do (
  py -%%V -c "" >nul 2>nul && (set "LANCE=py -%%V" & goto trouve)
)
python -c "import sys; sys.exit(sys.version_info[:2] < (3, 11))" >nul 2>nul && (set "LANCE=python" & goto trouve)
type "%OUTILS%\textes\python-absent.txt"
pause
exit /b 5
:trouve
%LANCE% -X utf8 "%OUTILS%\installer.py"
set "CODE=%ERRORLEVEL%"
pause
exit /b %CODE%
